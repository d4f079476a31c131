import type { DatabaseInfo, PropertyInfo } from "../run/manifest.ts";
import type { DatabaseFacts, PropertyFact } from "../validate/facts/types.ts";

/** What the SDK's manifest calls the property types whose function has another name. */
const typesByKind: ReadonlyMap<string, string> = new Map([
  ["richText", "text"],
  ["phoneNumber", "phone_number"],
  ["multiSelect", "multi_select"],
]);
const optionName = /\bname\s*:\s*(["'`])((?:\\.|(?!\1)[^\\\n])*)\1/g;

/**
 * A database as the manifest would have it, read from the code without running it. Undefined where a part of its schema
 * could not be followed: rows must not be blamed for what was not seen.
 */
export function readDatabaseInfo({ key, primaryKey, properties }: DatabaseFacts): DatabaseInfo | undefined {
  if (key === undefined || !properties) return undefined;
  const infos = [...properties.values()].flatMap((property) => readProperty(property) ?? []);
  if (infos.length !== properties.size) return undefined;
  return { key, title: key, primaryKey: primaryKey ?? "", properties: infos };
}

function readProperty({ name, kind, call }: PropertyFact): PropertyInfo | undefined {
  if (kind === undefined) return undefined;
  // Options that are not written out are none that a value could miss.
  const options = [...(call?.getText() ?? "").matchAll(optionName)].map(([, , option = ""]) => option);
  return { name, type: typesByKind.get(kind) ?? kind, options };
}
