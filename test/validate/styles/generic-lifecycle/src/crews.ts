import * as Builder from "@notionhq/workers/builder";
import * as Schema from "@notionhq/workers/schema";
import { instantCell, numberCell, readable, selectCell, textCell } from "./cells.js";
import type { Base, Resource } from "./lifecycle.js";

type Crew = Base & {
  name?: unknown;
  members?: unknown;
  skipper?: { name?: unknown } | null;
  formed?: unknown;
};

export const crewProperties = {
  Crew: Schema.title(),
  Status: Schema.select([{ name: "Ashore" }, { name: "Aboard" }]),
  Hands: Schema.number(),
  Skipper: Schema.richText(),
  Formed: Schema.date(),
  ID: Schema.richText(),
};

const statusNames: ReadonlyMap<unknown, string> = new Map([
  ["ashore", "Ashore"],
  ["aboard", "Aboard"],
]);

export const crews: Resource<Crew> = {
  path: "/crews",
  fullSync: "crewsAll",
  goneStatus: "disbanded",
  toProperties: (crew, id) => ({
    Crew: Builder.title(readable(crew.name) ?? "(no name)"),
    Status: selectCell(statusNames.get(readable(crew.status)) ?? crew.status),
    Hands: Array.isArray(crew.members) ? numberCell(crew.members.length) : [],
    Skipper: textCell(crew.skipper?.name),
    Formed: instantCell(crew.formed),
    ID: Builder.richText(id),
  }),
};
