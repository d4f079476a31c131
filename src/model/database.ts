import type { Plan } from "../plan/schema.ts";
import { propertyNode } from "./cells.ts";
import type { DatabaseNode, Names } from "./types.ts";

/** The database that the syncs of a plan fill. */
export function databaseNode({ database, fields }: Plan, names: Names): DatabaseNode {
  return {
    worker: names.worker,
    variable: names.database,
    properties: names.properties,
    key: database.key,
    title: database.title,
    primaryKey: database.primaryKey,
    ...(database.icon !== undefined && { icon: database.icon }),
    fields: fields.map(propertyNode),
  };
}
