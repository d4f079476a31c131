import { describe, expect, it } from "vitest";
import type { EntrySummary } from "../../../src/source/entry-header.ts";
import { findEntries, rankEntries } from "../../../src/source/find.ts";

const entry = (id: string, title: string, summary: string, keywords: string[] = []): EntrySummary => ({
  id,
  title,
  summary,
  keywords,
  product: title.split(" ")[0] ?? "",
});

const entries = [
  entry("acme.orders", "Acme orders", "What customers bought.", ["sales", "shop"]),
  entry("acme.customers", "Acme customers", "Who bought."),
  entry("github.issues", "GitHub issues", "The issues of one repository.", ["bugs", "tracker"]),
  entry("github.releases", "GitHub releases", "The releases of one repository.", ["versions"]),
];

const find = (query: string) => rankEntries(query, entries).map(({ id }) => id);

describe("rankEntries", () => {
  it.each([
    ["", ["acme.orders", "acme.customers", "github.issues", "github.releases"]],
    ["github.releases", ["github.releases"]],
    ["github", ["github.issues", "github.releases"]],
    ["GitHub Issues", ["github.issues"]],
    ["issues of github", ["github.issues"]],
    ["bugs", ["github.issues"]],
    ["gihub isues", ["github.issues"]],
    ["cust", ["acme.customers", "acme.orders"]],
    ["repository", ["github.issues", "github.releases"]],
    ["sales of my shop in acme", ["acme.orders"]],
    ["sales of kubernetes", ["acme.orders"]],
    ["kubernetes", []],
    ["*/ ${x} `", []],
    [" ", ["acme.orders", "acme.customers", "github.issues", "github.releases"]],
  ])("finds by %j", (query, ids) => {
    expect(find(query)).toEqual(ids);
  });

  it("takes a query of 10 kB in its stride", () => {
    expect(find(`github ${"x".repeat(10_000)}`)).toEqual(["github.issues", "github.releases"]);
  });
});

describe("findEntries", () => {
  it("searches the real catalogue", async () => {
    expect((await findEntries("bookshop")).map(({ id }) => id)).toEqual(["demo.books"]);
  });
});
