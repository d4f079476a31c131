/** Where a name of the generated code comes from. `*` is a whole module under one name. */
export type ImportedName = { from: string; name: string | "*"; typeOnly: boolean };

/** The helper module stands beside the worker file; `.js` works under every module setting (sdk-contract 10.1). */
export const helpersModule = "./sync-helpers.js";

const sdk = "@notionhq/workers";

/** The one place that spells the SDK's modules and exports; Notion has a second file layout in alpha. */
const sdkNames: Readonly<Record<string, ImportedName>> = {
  Worker: { from: sdk, name: "Worker", typeOnly: false },
  SyncChangeUpsert: { from: sdk, name: "SyncChangeUpsert", typeOnly: true },
  SyncExecutionResult: { from: sdk, name: "SyncExecutionResult", typeOnly: true },
  Builder: { from: `${sdk}/builder`, name: "*", typeOnly: false },
  Schema: { from: `${sdk}/schema`, name: "*", typeOnly: false },
};

const helperTypes: ReadonlySet<string> = new Set([
  "Directory",
  "ChangeToken",
  "SinceToken",
  "SinceEvents",
  "EventFeed",
  "FeedPlace",
  "Walk",
  "Delta",
  "Keyset",
  "Numbered",
  "Restart",
  "ChangeScan",
  "TimeSpan",
  "WithLog",
  "Partitioned",
]);

/** Where a name that a template uses comes from: the SDK, else the helper module. */
export function importedName(name: string): ImportedName {
  const known = Object.hasOwn(sdkNames, name) ? sdkNames[name] : undefined;
  return known ?? { from: helpersModule, name, typeOnly: helperTypes.has(name) };
}

/** Whether a word inside a type, such as `Walk<string>`, is a name that must be imported. */
export function isImportedType(name: string): boolean {
  return helperTypes.has(name) || (Object.hasOwn(sdkNames, name) && sdkNames[name]?.typeOnly === true);
}
