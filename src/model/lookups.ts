import { pagingUnit } from "../../generators/index.ts";
import { lookupsOf, mostPages, type Lookup } from "../plan/lookups.ts";
import type { Plan } from "../plan/schema.ts";
import { choicesOf, pathsOf } from "../source/choices.ts";
import { answerPath } from "../source/path.ts";
import { isGraphql } from "../source/requests.ts";
import type { DirectoriesNode, DirectoryNode } from "./lookup-types.ts";
import { steps, valueAt } from "./cells.ts";
import { shapeOf } from "./record-type.ts";
import { requestParts } from "./request.ts";
import type { CodeModel, Names, ReaderNode, ValueNode } from "./types.ts";
import { camelCase, pascalCase, withArticle } from "./words.ts";

const entryName = "entry";

/** What reads the names behind ids, and what a mapper must know of it; nothing where no field is looked up. */
export function lookupNodes(plan: Plan, names: Names): Pick<CodeModel, "directories"> {
  const lookups = lookupsOf(plan);
  if (lookups.length === 0) return {};
  const { record } = plan.source;
  const directories: DirectoriesNode = {
    name: names.directories,
    type: names.directoriesType,
    typeWhy: `What the ids in ${withArticle(record.one)} are called.`,
    why:
      `The names behind the ids of one page, read anew for each page that has any: a directory may be larger than a state ` +
      `can be, and what a module remembers is stale in one process and gone in the next.`,
    record: names.record,
    recordType: names.recordType,
    records: parameterFor(plan, names),
    all: lookups.map((lookup) => directoryNode(lookup, plan, names)),
  };
  return { directories };
}

function directoryNode(lookup: Lookup, plan: Plan, names: Names): DirectoryNode {
  const { name, facts, fields } = lookup;
  const value: ValueNode = {
    record: entryName,
    choices: choicesOf(facts.value).map((choice) => choice.map(steps)),
    list: false,
    blankIsNone: true,
  };
  const type = `${names.recordType}${pascalCase(name)}Entry`;
  return {
    name,
    title: `${plan.source.product} ${name}`,
    type: {
      name: type,
      why: `What is read of an entry of ${name}.`,
      members: shapeOf([
        { path: steps(facts.id), type: "string | number" },
        ...pathsOf(facts.value).map((path) => ({ path: steps(path), type: "string" })),
      ]),
    },
    reader: directoryReader(lookup, plan, { names, type }),
    ...idsOf(fields, names.record),
    id: valueAt(entryName, facts.id),
    value,
    most: { entries: facts.most, pages: mostPages(facts) },
  };
}

/** Which ids of a record are looked up: one, or all of several fields and lists. */
function idsOf(fields: Lookup["fields"], record: string): Pick<DirectoryNode, "ids" | "single"> {
  const sources = new Map(fields.map(({ from }) => [JSON.stringify(from), pathsOf(from)]));
  const ids = [...sources.values()].map((paths) => idsNode(paths, record));
  const [single, ...others] = ids;
  return others.length === 0 && single?.list === false ? { ids, single } : { ids };
}

/** The ids that a field may look up: the value of its first path that has one, or a whole list. */
function idsNode(paths: readonly string[], record: string): ValueNode {
  const list = paths.some((path) => path.includes("[]"));
  return { record, choices: paths.map((path) => [steps(path)]), list, blankIsNone: true };
}

function directoryReader(
  { name, facts }: Lookup,
  plan: Plan,
  { names, type }: { names: Names; type: string },
): ReaderNode {
  const { request, page, records, inside } = facts;
  const unit = pagingUnit(page.kind);
  const amount = page.kind === "single" ? `All ${name}, in one answer.` : `One page of all ${name}.`;
  return {
    unit: page.kind === "single" ? "parts/whole" : `paging/${unit.id}`,
    name: `list${names.recordType}${pascalCase(name)}`,
    why: amount,
    request: names.request,
    baseUrl: names.baseUrl,
    ...requestParts({ request, page, sorted: false }),
    isGraph: page.kind === "relay" || isGraphql(request),
    since: false,
    until: false,
    sorted: false,
    records: answerPath(records) ?? [],
    ...(inside !== undefined && { inside: answerPath(inside) ?? [] }),
    sparse: false,
    record: entryName,
    recordType: type,
    id: valueAt(entryName, facts.id),
    ...unit.model(page, plan.source),
  };
}

/** The parameter that holds the records of a page: their plural, where that is a name of its own. */
function parameterFor(plan: Plan, names: Names): string {
  const many = camelCase(plan.source.record.many);
  const isFree = names.record !== "record" && many !== "" && many !== names.record && many !== "entries";
  return isFree ? many : "records";
}
