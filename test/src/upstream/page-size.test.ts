import { describe, expect, test } from "vitest";
import { listEntries, loadEntry } from "../../../src/source/load.ts";
import type { SourceEntry } from "../../../src/source/entry.ts";
import { read, recordsOf, setting, signedIn, sourceOf, type Source } from "./kit.ts";

const stripe = await sourceOf("stripe.customers");
const issues = await sourceOf("github.issues");
const users = await sourceOf("msgraph.users");
const contacts = await sourceOf("hubspot.contacts");
const quickbooks = await sourceOf("quickbooks.customers");
const salesforce = await sourceOf("salesforce.account");

describe("the size of a page", () => {
  test("beyond the documented maximum is refused where the API refuses it", () => {
    const api = setting(stripe, { records: 130 });
    expect(api.get("/customers?limit=1000")).toMatchObject({
      status: 400,
      body: { error: "limit must be at most 100" },
    });
    expect(recordsOf(api.get("/customers?limit=100"), "data")).toHaveLength(100);
    expect(recordsOf(api.get("/customers"), "data")).toHaveLength(10);
    expect(api.get("/events?limit=101").status).toBe(400);
    expect(setting(users, { records: 1 }).get("/users?$top=1000").status).toBe(400);
  });

  test("is what a client can rely on that asks for more than it needs, page by page", () => {
    const api = setting(stripe, { records: 130 });
    const seen: string[] = [];
    for (let after = ""; ;) {
      const page = api.get(`/customers?limit=100${after}`);
      seen.push(...recordsOf(page, "data").map(({ id }) => String(id)));
      if (!(page.body as { has_more: boolean }).has_more) break;
      after = `&starting_after=${seen.at(-1) ?? ""}`;
    }
    expect(seen).toHaveLength(130);
    expect(new Set(seen)).toEqual(new Set(api.ids));
  });

  test("is the maximum where the API gives no more, and the default where nobody asks", () => {
    const api = setting(issues, { records: 150, noise: 0 });
    const path = "/repos/octo-org/app/issues?state=all&sort=created&direction=asc";
    expect(recordsOf(api.get(`${path}&per_page=1000`))).toHaveLength(100);
    expect(recordsOf(api.get(path))).toHaveLength(30);
    expect(api.get(`${path}&per_page=none`).status).toBe(400);
  });

  test("is read from a body where it stands in one", () => {
    const search = (limit: Record<string, unknown>): number =>
      recordsOf(
        post(contacts, "/crm/objects/2026-09/contacts/search", { ...limit, after: "0", filterGroups: since }),
        "results",
      ).length;
    expect([search({ limit: 150 }), search({ limit: 500 }), search({ limit: 7 }), search({})]).toEqual([
      150, 200, 7, 10,
    ]);
  });

  test("is read from a text where it stands in one, and the rest of the text still counts", () => {
    const api = setting(quickbooks, { records: 250 });
    const page = (end: string): string[] => {
      const text = `select * from Customer where Active in (true, false) orderby Id startposition ${end}`;
      const { body } = api.get(`/query?query=${encodeURIComponent(text)}`);
      return (body as { QueryResponse: { Customer: { Id: string }[] } }).QueryResponse.Customer.map(
        ({ Id }) => Id,
      );
    };
    expect(page("1 maxresults 1000")).toEqual(api.ids);
    expect(page("201 maxresults 1000")).toEqual(api.ids.slice(200));
    expect(page("1 maxresults 3")).toEqual(api.ids.slice(0, 3));
    const soql = setting(salesforce, { records: 120 });
    const all = (limit: string): number =>
      recordsOf(
        soql.get(`/query?q=${encodeURIComponent(`SELECT Id FROM Account ORDER BY Id ASC${limit}`)}`),
        "records",
      ).length;
    expect([all(" LIMIT 100"), all(" LIMIT 5"), all("")]).toEqual([100, 5, 120]);
  });
});

const since = [{ filters: [{ propertyName: "lastmodifieddate", operator: "GTE", value: "0" }] }];

function post(source: Source, path: string, body: unknown) {
  const { upstream } = setting(source, { records: 230 });
  const url = source.plan.source.baseUrl + path;
  const headers = { ...signedIn(source.plan), "content-type": "application/json" };
  return read(upstream.answer({ method: "POST", url, headers, body: JSON.stringify(body) }));
}

describe("the catalogue", async () => {
  const entries = await Promise.all((await listEntries()).map(({ id }) => loadEntry(id)));
  test.each(entries.map((entry) => [entry.id, entry] as const))(
    "%s knows the default and the maximum of every page it asks a size of",
    (_id, entry) => {
      for (const { value, default: usual, max } of sizesOf(entry)) {
        expect(value).toBeLessThanOrEqual(max ?? 0);
        expect(usual ?? (mustSay(entry) ? 0 : Infinity)).toBeLessThanOrEqual(max ?? 0);
      }
      expect(sizesOf(entry).length > 0 || entry.list.page.kind === "single").toBe(true);
    },
  );
});

/** Whether the API takes no request that does not say how long a page is, so that there is no default. */
const mustSay = ({ list }: SourceEntry): boolean =>
  /\$first: Int!/.test(String(list.request.body?.["query"]));

function sizesOf({ list, changes }: SourceEntry) {
  const pages = changes.kind === "none" ? [list.page] : [list.page, changes.page];
  return pages.flatMap((page) => ("size" in page && page.size ? [page.size] : []));
}
