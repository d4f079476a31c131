import * as Builder from "@notionhq/workers/builder";
import * as Schema from "@notionhq/workers/schema";
import { linkCell, numberCell, optionsCell, readable, selectCell, textCell } from "./cells.js";
import type { Base, Resource } from "./lifecycle.js";

type Vessel = Base & {
  name?: unknown;
  call_sign?: unknown;
  tonnage?: unknown;
  flags?: unknown;
  website?: unknown;
};

export const vesselProperties = {
  Vessel: Schema.title(),
  Status: Schema.select([]),
  "Call sign": Schema.richText(),
  Tonnage: Schema.number("number_with_commas"),
  Flags: Schema.multiSelect([]),
  Website: Schema.url(),
  ID: Schema.richText(),
};

export const vessels: Resource<Vessel> = {
  path: "/vessels",
  fullSync: "vesselsAll",
  goneStatus: "scrapped",
  toProperties: (vessel, id) => ({
    Vessel: Builder.title(readable(vessel.name || vessel.call_sign) ?? "(no name)"),
    Status: selectCell(vessel.status),
    "Call sign": textCell(vessel.call_sign),
    Tonnage: numberCell(vessel.tonnage),
    Flags: optionsCell(vessel.flags),
    Website: linkCell(vessel.website),
    ID: Builder.richText(id),
  }),
};
