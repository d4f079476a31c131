import type { ChangeStream } from "../../source/changes-schema.ts";
import type { Version } from "../../world/types.ts";
import type { Order } from "../order.ts";
import type { Asked, Page, Refusal, Route, Selection, Tools } from "../parts.ts";
import type { RowReader } from "../rows.ts";

export type FactsOf<Kind extends ChangeStream["kind"]> = Extract<ChangeStream, { kind: Kind }>;

/** Which versions the API shows at all in an answer; `key` tells one test from another. */
export type VersionTest = { key: string; holds: (version: Version) => boolean };

/** How one way to learn of changes is served. */
export type ChangeKind<Kind extends ChangeStream["kind"] = ChangeStream["kind"]> = {
  /** Where the list has the same path: whether a request asks for changes. */
  isMeant(facts: FactsOf<Kind>, asked: Asked, tools: Tools): boolean;
  select(input: {
    facts: FactsOf<Kind>;
    asked: Asked;
    order: Order;
    tools: Tools;
    rows: RowReader;
    test: VersionTest;
  }): Selection | Refusal;
  /** Makes a page of what was selected, where a kind adds to what the paging serves; `take` is the paging's own page. */
  page?(input: {
    facts: FactsOf<Kind>;
    asked: Asked;
    selection: Selection;
    tools: Tools;
    take: (asked: Asked, tools?: Tools) => Page | Refusal;
  }): Page | Refusal;
  /** Adds to a page of the whole list. */
  list?(input: { facts: FactsOf<Kind>; asked: Asked; tools: Tools; page: Page }): Page;
  /** Requests beside those for the list and for the changes. */
  routes?(facts: FactsOf<Kind>, tools: Tools): Route[];
};
