import { describe, expect, test } from "vitest";
import type { RequestFacts } from "../../../src/source/schema.ts";
import { fitsPath, readSlots } from "../../../src/upstream/slots.ts";

const facts = (parts: Partial<RequestFacts>): RequestFacts => ({
  method: "GET",
  path: "/x",
  query: {},
  ...parts,
});
const sent = (parts: { path?: string; query?: string; body?: unknown }) => ({
  path: parts.path ?? "/x",
  query: new URLSearchParams(parts.query ?? ""),
  body: parts.body,
});

describe("what a request sends for each slot", () => {
  test("inside a parameter's text", () => {
    const request = facts({ query: { jql: 'updated >= "$since" ORDER BY updated', fixed: 1 } });
    const query = new URLSearchParams({ jql: 'updated >= "2026-01-05 10:00" ORDER BY updated' }).toString();
    expect([...readSlots(request, sent({ query }))]).toEqual([["since", "2026-01-05 10:00"]]);
    expect([...readSlots(request, sent({ query: "jql=updated" }))]).toEqual([]);
    expect([...readSlots(request, sent({}))]).toEqual([]);
  });

  test("several in one text, and one in several places: the first counts", () => {
    const request = facts({ query: { filter: "$time,$id (a+b)*", again: "$id" } });
    const query = new URLSearchParams({ filter: "5,7 (a+b)*", again: "8" }).toString();
    expect(Object.fromEntries(readSlots(request, sent({ query })))).toEqual({ time: "5", id: "7" });
  });

  test("in the path", () => {
    const request = facts({ path: "/events/$token/next" });
    expect([...readSlots(request, sent({ path: "/events/abc/next" }))]).toEqual([["token", "abc"]]);
    expect(fitsPath("/events/$token/next", "/events/abc/next")).toBe(true);
    expect(fitsPath("/events/$token/next", "/events/abc")).toBe(false);
    expect(fitsPath("/events", "/events")).toBe(true);
    expect(fitsPath("/e.ents", "/events")).toBe(false);
  });

  test("in a body, however deep, as text or number", () => {
    const request = facts({
      method: "POST",
      body: { variables: { after: "$cursor", at: ["$page"] }, limit: 100, filters: [{ value: "$since" }] },
    });
    const body = { variables: { after: "abc", at: [3] }, filters: [{ value: "2026-01-05" }], other: "$id" };
    expect(Object.fromEntries(readSlots(request, sent({ body })))).toEqual({
      cursor: "abc",
      page: "3",
      since: "2026-01-05",
    });
  });

  test.each([
    undefined,
    null,
    3,
    "text",
    [],
    { variables: null },
    { variables: { after: null } },
    JSON.parse('{"__proto__":{"after":"x"}}'),
  ])("a body of another shape gives nothing: %j", (body: unknown) => {
    const request = facts({ method: "POST", body: { variables: { after: "$cursor" } } });
    expect([...readSlots(request, sent({ body }))]).toEqual([]);
  });
});
