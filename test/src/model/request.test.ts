import { describe, expect, it } from "vitest";
import { requestParts, type Asking } from "../../../src/model/request.ts";
import { spellBody, spellPieces } from "../../../src/render/requests.ts";

// What a request of a plan becomes in the code: its query and body, spelled.

type Request = Partial<Asking["request"]>;

function spelled({ request, ...asking }: Omit<Asking, "request"> & { request: Request }) {
  const { query, body } = requestParts({
    request: { method: "GET", path: "/", query: {}, ...request },
    ...asking,
  });
  const use = (name: string): string => name;
  const texts = query.map(({ name, value }) => `${name}=${spellPieces(value, use)}`);
  return { query: texts, ...(body && { body: spellBody(body, use) }) };
}

const size = { send: "limit", value: 50 };

describe("a request", () => {
  it("sends size, bound and place after its own parameters", () => {
    expect(
      spelled({
        request: { query: { sort: "id", archived: true } },
        page: { kind: "cursor", send: "cursor", read: "next", size },
        sorted: true,
        bounds: { since: "since", format: "wholeSeconds" },
      }).query,
    ).toEqual(['sort="id"', 'archived="true"', 'limit="50"', "since=wholeSeconds(since)", "cursor=at"]);
  });

  it("sends no size that the request says itself", () => {
    expect(
      spelled({
        request: { method: "POST", body: { page_size: 50, start_cursor: "$cursor" } },
        page: { kind: "cursor", read: "next", size: { value: 50 } },
        sorted: false,
      }),
    ).toEqual({ query: [], body: "{ page_size: 50, start_cursor: at }" });
  });

  it("begins before the first id where the plan says with which", () => {
    const request = { query: { q: "SELECT Id FROM Account WHERE Id > '$id' ORDER BY Id" } };
    expect(spelled({ request, page: { kind: "last-id", start: "000" }, sorted: false }).query).toEqual([
      `q=\`SELECT Id FROM Account WHERE Id > '\${bare(at ?? "000")}' ORDER BY Id\``,
    ]);
  });

  it("sends the last record's time and id where a text wants them", () => {
    const request = { query: { q: "T > $time OR (T = $time AND Id > '$id')" } };
    expect(
      spelled({ request, page: { kind: "keyset", start: "0" }, sorted: true, bounds: { format: undefined } })
        .query,
    ).toEqual([
      `q=\`T > \${bare(at?.time ?? since)} OR (T = \${bare(at?.time ?? since)} AND Id > '\${bare(at?.id ?? "0")}')\``,
    ]);
  });

  it("sends numbers as numbers, and the time of a place as the API wants it", () => {
    const request = { method: "POST" as const, body: { after: "$offset", gte: ["$since"] } };
    const page = { kind: "offset" as const, start: 0 as const };
    expect(spelled({ request, page, sorted: true, bounds: { format: "epochMilliseconds" } }).body).toBe(
      "{ after: at.number, gte: [epochMilliseconds(at.since)] }",
    );
    expect(spelled({ request, page, sorted: false, bounds: { format: "epochMilliseconds" } }).body).toBe(
      "{ after: at.number, gte: [epochMilliseconds(since)] }",
    );
  });

  it("asks for the same changes again where one answer has them all", () => {
    expect(
      spelled({ request: {}, page: { kind: "single" }, sorted: true, bounds: { since: "since" } }).query,
    ).toEqual(["since=since"]);
  });

  it("keeps a document as it is, lines and all, and its variables apart", () => {
    const query = "query A($after: String) {\n  a(after: $after) { nodes { id } }\n}";
    expect(
      spelled({
        request: {
          method: "POST",
          body: { query, variables: { after: "$cursor", first: 50, "odd key": null } },
        },
        page: { kind: "relay", connection: "data.a" },
        sorted: false,
      }).body,
    ).toBe(`{ query: \`${query}\`, variables: { after: at, first: 50, "odd key": null } }`);
  });
});
