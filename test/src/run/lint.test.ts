import * as Builder from "@notionhq/workers/builder";
import * as Schema from "@notionhq/workers/schema";
import { describe, expect, it } from "vitest";
import type { CyclePage } from "../../../src/run/cycle.ts";
import { createLinter, type Finding } from "../../../src/run/lint.ts";
import { readManifestJson, type SyncInfo } from "../../../src/run/manifest.ts";

const properties = {
  Title: Schema.title(),
  ID: Schema.richText(),
  Price: Schema.number("dollar"),
  State: Schema.select([{ name: "new" }, { name: "old" }]),
  Genres: Schema.multiSelect([{ name: "Crime" }]),
  Free: Schema.select([]),
  Phase: Schema.status({ groups: [{ name: "To-do", options: [{ name: "open" }] }] }),
  Published: Schema.date(),
  Sold: Schema.checkbox(),
  Owner: Schema.people(),
  Shelf: Schema.relation("shelves"),
  Shop: Schema.place(),
  Link: Schema.url(),
};
const manifest = readManifestJson({
  databases: [
    { key: "books", config: { initialTitle: "Books", primaryKeyProperty: "ID", schema: { properties } } },
  ],
});
const sync = (mode: SyncInfo["mode"]): SyncInfo => ({
  key: "s",
  databaseKey: "books",
  mode,
  schedule: undefined,
});

const values = {
  Title: Builder.title("A"),
  ID: Builder.richText("b1"),
  Price: Builder.number(1.5),
  State: Builder.select("new"),
  Genres: Builder.multiSelect("Crime"),
  Free: Builder.select("anything"),
  Phase: Builder.status("open"),
  Published: Builder.date("2024-02-29"),
  Sold: Builder.checkbox(false),
  Owner: Builder.people("a@x.example"),
  Shelf: [Builder.relation("s1")],
  Shop: Builder.place({ lat: 1, lon: 2 }),
  Link: Builder.url("https://a.example"),
};
const upsert = (more: object = {}, key: unknown = "b1") => ({
  type: "upsert",
  key,
  targetDatabaseKey: "books",
  properties: { ...values, ...more },
});

function page(changes: unknown[], more: Partial<CyclePage> = {}): CyclePage {
  const oddities = { hasMore: undefined, changes: [], state: [] };
  return {
    changes,
    hasMore: false,
    nextState: undefined,
    stateBytes: 0,
    oddities,
    number: 1,
    state: undefined,
    ...more,
  };
}

function lint(pages: CyclePage[], mode: SyncInfo["mode"] = "replace"): Finding[] {
  const linter = createLinter(manifest, sync(mode));
  for (const one of pages) linter.read(JSON.parse(JSON.stringify(one)) as CyclePage);
  return linter.findings();
}

const rules = (changes: unknown[], more: Partial<CyclePage> = {}, mode: SyncInfo["mode"] = "replace") =>
  lint([page(changes, more)], mode).map(({ rule }) => rule);

describe("the linter of real output", () => {
  it("finds nothing in a full row, an empty row, and a row with dates of every kind", () => {
    const empty = Object.fromEntries(Object.keys(values).map((name) => [name, []]));
    const dated = upsert(
      { ID: Builder.richText("b3"), Published: Builder.dateTime("2026-03-04T10:00:00Z", "UTC") },
      "b3",
    );
    const ranged = upsert(
      { ID: Builder.richText("b4"), Published: Builder.dateRange("2026-03-04", "2026-03-04") },
      "b4",
    );
    expect(
      lint([page([upsert(), upsert({ ...empty, ID: Builder.richText("b2") }, "b2"), dated, ranged])]),
    ).toEqual([]);
  });

  it.each([
    ["undeclared-property", { Pries: Builder.number(1) }],
    ["null-text", { Title: Builder.title(null as unknown as string) }],
    ["null-text", { Link: Builder.url(undefined as unknown as string) }],
    ["wrong-kind", { Price: Builder.people("a@x.example") }],
    ["wrong-kind", { Owner: Builder.richText("Ann") }],
    ["wrong-kind", { Published: Builder.richText("2024-01-01") }],
    ["wrong-kind", { Link: Builder.date("2024-01-01") }],
    ["wrong-kind", { Shelf: Builder.relation("s1") }],
    ["wrong-kind", { Shelf: [Builder.relation(7 as unknown as string)] }],
    ["wrong-kind", { Shop: { latitude: 1, longitude: 2 } }],
    ["wrong-kind", { Title: "raw text" }],
    ["wrong-kind", { Title: [[0]] }],
    ["wrong-kind", { Sold: Builder.richText("true") }],
    ["bad-number", { Price: Builder.number(Infinity) }],
    ["bad-number", { Price: Builder.number("12 €" as unknown as number) }],
    ["bad-number", { Price: Builder.richText("") }],
    ["bad-date", { Published: Builder.date("2023-02-29") }],
    ["bad-date", { Published: Builder.date("0001-01-01") }],
    ["bad-date", { Published: Builder.dateRange("2024-02-01", "2024-02-30") }],
    ["reversed-range", { Published: Builder.dateRange("2024-02-02", "2024-02-01") }],
    ["reversed-range", { Published: Builder.dateTimeRange("2024-02-02T10:00", "2024-02-02T09:59", "UTC") }],
    ["no-time-zone", { Published: Builder.dateTime("2024-02-02T10:00:00+05:00") }],
    ["dropped-option", { Genres: Builder.multiSelect("Crime", "Poetry") }],
    ["undeclared-option", { State: Builder.select("lost") }],
    ["undeclared-option", { Phase: Builder.status("shut") }],
  ])("finds %s in %j", (rule, more) => {
    expect(rules([upsert(more)])).toEqual([rule]);
  });

  it("finds a schema property that a row does not write", () => {
    const { Link: _, ...rest } = values;
    const [finding] = lint([page([{ ...upsert(), properties: rest }])]);
    expect(finding).toMatchObject({
      rule: "missing-property",
      severity: "warning",
      message: expect.stringContaining('"Link"') as string,
    });
  });

  it.each([
    ["key-not-text", upsert({ ID: Builder.richText("7") }, 7)],
    ["key-not-primary", upsert({}, "b2")],
    ["unknown-change", { type: "update", key: "b1" }],
    ["unknown-change", 7],
    ["unknown-database", { ...upsert(), targetDatabaseKey: "films" }],
    ["bad-updated-at", { ...upsert(), upstreamUpdatedAt: "yesterday" }],
  ])("finds %s in the change %j", (rule, change) => {
    expect(rules([change, upsert({ ID: Builder.richText("ok") }, "ok")])).toEqual([rule]);
  });

  it.each([
    ["has-more-not-boolean", { oddities: { hasMore: '"no"', changes: [], state: [] } }],
    [
      "not-json",
      { oddities: { hasMore: undefined, changes: ["[0].x: a Date becomes a string"], state: [] } },
    ],
    [
      "state-not-json",
      { oddities: { hasMore: undefined, changes: [], state: ["at: a Date becomes a string"] } },
    ],
    ["large-state", { nextState: "…", stateBytes: 65_537 }],
    ["state-too-large", { nextState: "…", stateBytes: 262_145 }],
    ["no-next-state", { hasMore: true }],
    ["cursor-stuck", { hasMore: true, state: { page: 2 }, nextState: { page: 2 }, number: 2 }],
  ])("finds %s in the page %j", (rule, more) => {
    expect(rules([upsert()], more)).toEqual([rule]);
  });

  it("finds a batch of over 100 and keys that come twice in one page, by database", () => {
    const many = Array.from({ length: 101 }, (_, index) =>
      upsert({ ID: Builder.richText(`k${index}`) }, `k${index}`),
    );
    expect(rules(many)).toEqual(["large-page"]);
    expect(rules([upsert(), upsert()])).toEqual(["duplicate-key"]);
    expect(
      rules(
        [upsert(), { type: "delete", key: "b1", targetDatabaseKey: "books" }],
        { nextState: 1 },
        "incremental",
      ),
    ).toEqual(["duplicate-key"]);
  });

  it("finds a delete in a replace sync, also in one that leaves its mode to the server", () => {
    const gone = { type: "delete", key: "b2", targetDatabaseKey: "books" };
    expect(rules([upsert(), gone])).toEqual(["delete-in-replace"]);
    expect(rules([upsert(), gone], {}, undefined)).toEqual(["delete-in-replace"]);
    expect(rules([upsert(), gone], { nextState: { v: 1 } }, "incremental")).toEqual([]);
  });

  it("finds a replace cycle without a row, but only when the whole cycle was seen", () => {
    const first = page([], { hasMore: true, nextState: 2 });
    expect(lint([first, page([], { number: 2, state: 2 })]).map(({ rule }) => rule)).toEqual([
      "sweeps-everything",
    ]);
    expect(lint([page([], { state: { page: 9 } })])).toEqual([]);
    expect(
      lint([page([upsert()], { hasMore: true, nextState: 2 }), page([], { number: 2, state: 2 })]),
    ).toEqual([]);
  });

  it("finds an incremental sync that forgets its cursor", () => {
    expect(rules([upsert()], {}, "incremental")).toEqual(["cursor-forgotten"]);
  });

  it("counts a fault once for all rows, with three of their keys, errors first", () => {
    const many = Array.from({ length: 9 }, (_, index) =>
      upsert({ ID: Builder.richText(`k${index}`), Pries: [], State: Builder.select("lost") }, `k${index}`),
    );
    expect(lint([page(many)])).toMatchObject([
      { rule: "undeclared-property", severity: "error", count: 9, examples: ["k0", "k1", "k2"] },
      {
        rule: "undeclared-option",
        severity: "warning",
        count: 9,
        message: 'a value is not among the declared options: "lost" in "State"',
      },
    ]);
  });

  it("keeps at most a hundred findings", () => {
    const many = Array.from({ length: 100 }, (_, index) =>
      upsert({ ID: Builder.richText(`k${index}`), [`x${index}`]: [], [`y${index}`]: [] }, `k${index}`),
    );
    expect(lint([page(many)])).toHaveLength(100);
  });
});
