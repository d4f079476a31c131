import { describe, expect, test } from "vitest";
import { wrapRecords } from "../../../src/upstream/envelope.ts";
import { setting, sourceOf } from "./kit.ts";

const quickbooks = await sourceOf("quickbooks.customers");
const changes = "/cdc?entities=Customer&changedSince=2026-01-05T12:00:30Z";
const walk = (start: number): string =>
  `/query?query=${encodeURIComponent(
    `select * from Customer where Active in (true, false) orderby Id startposition ${start} maxresults 100`,
  )}`;

describe("an answer whose records stand in an element of a list", () => {
  test("has lists where the path names places, and no list of records where there are none", () => {
    const api = setting(quickbooks, { records: 2 });
    expect(api.get(changes).body).toEqual({ CDCResponse: [{ QueryResponse: [{}] }] });
    api.world.edit(api.ids[1] ?? "");
    api.world.remove(api.ids[0] ?? "");
    api.pass(120_000);
    expect(api.get(changes).body).toMatchObject({
      CDCResponse: [
        { QueryResponse: [{ Customer: [{ Id: api.ids[0], status: "Deleted" }, { Id: api.ids[1] }] }] },
      ],
    });
  });

  test("is a list of changes only: the query has its own place, and leaves an empty list out as well", () => {
    const api = setting(quickbooks, { records: 3 });
    const first = api.get(walk(1)).body as { QueryResponse: { Customer: { Id: string }[] } };
    expect(first.QueryResponse.Customer.map(({ Id }) => Id)).toEqual(api.ids);
    expect(api.get(walk(4)).body).toEqual({ QueryResponse: {} });
  });

  test("has empty elements before it, and other members beside it", () => {
    const at = { records: "[1].items", sparse: true };
    const members = [{ path: "[1].total", value: 1 }];
    expect(JSON.parse(wrapRecords(["1"], at, members))).toEqual([{}, { items: [1], total: 1 }]);
    expect(JSON.parse(wrapRecords([], at, members))).toEqual([{}, { total: 1 }]);
    expect(JSON.parse(wrapRecords(["1"], { records: 'a["0"]' }, []))).toEqual({ a: { 0: [1] } });
  });
});
