import type { Plan } from "../plan/schema.ts";
import { pacerOfKind } from "../plan/names.ts";
import { pacesOf } from "../source/pace.ts";
import { posts } from "../source/requests.ts";
import type { Names } from "./types.ts";
import { camelCase, pascalCase } from "./words.ts";

/** What is already in the worker file and goes by another name there. */
export type ExistingNames = {
  worker: string;
  database?: string;
  pacer?: string;
  /** The names of pacers by their keys, where they are others. */
  pacers?: ReadonlyMap<string, string>;
  auth?: string;
  ownProperties: boolean;
};

/** The identifiers and keys of a plan. Everything is derived from `name`, `database.key` and `pacer`, by role. */
export function chooseNames(plan: Plan, existing: ExistingNames): Names {
  const base = pascalCase(plan.name);
  const client = plan.pacer.replace(/Api$/, "") || plan.pacer;
  const one = singular(plan);
  const { record } = plan.source;
  const database = existing.database ?? plan.database.key;
  const properties = `${plan.database.key}Properties`;
  return {
    worker: existing.worker,
    properties,
    propertiesOf: existing.ownProperties
      ? `typeof ${properties}`
      : `typeof ${database}.config.schema.properties`,
    database,
    pacer: existing.pacer ?? plan.pacer,
    pacers: new Map(
      pacesOf(plan.source.rate).own.map(({ kind }) => {
        const key = pacerOfKind(plan.pacer, kind);
        return [kind, existing.pacers?.get(key) ?? key];
      }),
    ),
    baseUrl: `${client}Url`,
    request: posts(plan.source) ? `${client}Fetch` : `${client}Get`,
    auth: existing.auth ?? `${client}Auth`,
    recordType: one,
    record: parameterName(record.one),
    toChange: `to${one}`,
    isGone: `isDeleted${one}`,
    latest: `latest${base}`,
    list: `list${base}`,
    changed: `changed${base}`,
    entryType: `${one}${plan.source.changes.kind === "event-feed" ? "Event" : "Entry"}`,
    entries: `${one.charAt(0).toLowerCase()}${one.slice(1)}Changes`,
    single: `read${one}`,
    anchor: `anchor${base}`,
    deletionType: `${one}Deletion`,
    deleted: `deleted${base}`,
    found: `found${base}`,
    deletions: `${one.charAt(0).toLowerCase()}${one.slice(1)}Deletions`,
    ...partitionNames(plan),
    overlap: `${plan.name}Overlap`,
    directories: `${one.charAt(0).toLowerCase()}${one.slice(1)}Names`,
    directoriesType: `${one}Names`,
    complete: `complete${base}`,
    keys: {
      database: plan.database.key,
      pacer: plan.pacer,
      auth: `${client}Auth`,
      replace: `${plan.name}Sync`,
      backfill: `${plan.name}Backfill`,
      delta: `${plan.name}Delta`,
    },
  };
}

/** `githubIssues` of records called issue, issues → `GithubIssue`; any other name → `…Record`. */
function singular(plan: Plan): string {
  const name = pascalCase(plan.name);
  const { one, many } = plan.source.record;
  return name.endsWith(pascalCase(many)) && pascalCase(many) !== ""
    ? name.slice(0, -pascalCase(many).length) + pascalCase(one)
    : `${name}Record`;
}

/** `repository` → `githubIssuesRepositories` and `repository`. */
function partitionNames({ name, source }: Plan): Pick<Names, "partitions" | "partition"> {
  const over = source.partition?.over ?? "partition";
  const many = /[^aeiou]y$/.test(over) ? `${over.slice(0, -1)}ies` : `${over.replace(/s$/, "")}s`;
  const own = parameterName(over);
  const isTaken = own === "record" || own === parameterName(source.record.one);
  return { partitions: `${name}${pascalCase(many)}`, partition: isTaken ? "partition" : own };
}

/** Names the generated functions use themselves, and words of the language. */
const taken = new Set(
  (
    "all anchor answer at before body changed changes entries entry events found headers key listing item known mark names page readAt relevant records response scan seen since slip startedAt state times token until url walk worker first fetch " +
    "break case catch class const continue debugger default delete do else enum export extends false finally for function if import in " +
    "instanceof new null return super switch this throw true try typeof var void while with yield let static await async of type"
  ).split(" "),
);

/** Helpers that are called where the parameter is in scope; a record must not take their name. */
const helpers = new Set(
  "each endpoint expired earlier advance isBefore slipped updatedStamp within".split(" "),
);

function parameterName(word: string): string {
  const name = camelCase(word);
  return name === "" || taken.has(name) || helpers.has(name) || name.endsWith("Of") ? "record" : name;
}
