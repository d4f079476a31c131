import { valueAt, withAnswerAt } from "../../model/sample.ts";
import type { EntryFacts } from "../../source/told.ts";
import { deletingTypes, marksOf, subjectsOf } from "../../source/told.ts";
import { answerPath, pathNames } from "../../source/path.ts";
import { withValue } from "../../world/nested.ts";
import { shareOf } from "../../world/random.ts";
import type { DataRecord, Version } from "../../world/types.ts";
import type { Asked, Page, Refusal, Route, Row, Tools } from "../parts.ts";
import { isHidden } from "../rows.ts";

const besideSalt = 11;

/** An entry about a version: whose it is, of which type, marked if it was deleted, with the record as far as the facts have it there. */
export function printEntry(facts: EntryFacts, tools: Tools, row: Row): DataRecord {
  const { list, deletes } = tools.plan.source;
  const record = tools.print(row);
  const isDeleted = row.version.what === "delete";
  const { object, type } = facts;
  const id = valueAt(record, namesOf(list.id));
  let entry: DataRecord = {};
  if (object !== undefined && !facts.read)
    entry = withValue(entry, namesOf(object), isDeleted ? withValue({}, namesOf(list.id), id) : record);
  const subjects = subjectsOf(facts, list);
  const [first = list.id] = subjects;
  const own = subjects.at(-1) ?? first;
  // Where there are several places, some entries are about something else that names the record.
  const isBeside =
    subjects.length > 1 && shareOf(`${row.version.id} ${row.version.number}`, besideSalt) < 0.3;
  entry = withValue(entry, namesOf(isBeside ? first : own), id);
  if (isBeside) entry = withValue(entry, namesOf(own), `other_${String(id)}`);
  if (type !== undefined)
    entry = withValue(entry, namesOf(type), typeOf(row.version, facts, deletingTypes(deletes)));
  const [mark] = marksOf(deletes);
  if (mark && "equals" in mark)
    return withValue(
      entry,
      namesOf(mark.field),
      isDeleted ? mark.equals : mark.equals === true ? false : null,
    );
  return mark?.is === "present" && isDeleted ? withValue(entry, namesOf(mark.field), true) : entry;
}

/** The request that reads one record by its id, where an API has entries that do not hold it. */
export function readRoute(facts: EntryFacts, tools: Tools): Route[] {
  const { read } = facts;
  if (!read) return [];
  const { list } = tools.plan.source;
  const page = (asked: Asked): Page | Refusal => {
    const id = decoded(asked.slot("id") ?? "");
    const version = tools.knobs.outage
      ? undefined
      : isHidden(id, tools.knobs)
        ? undefined
        : tools.world.history(id).findLast(({ visibleAt }) => visibleAt <= asked.now);
    const isGone = version?.what === "delete";
    if (!version || (isGone && !read.gone)) return { status: read.missing[0] ?? 404, error: "not_found" };
    const record = isGone ? tombstone(id) : tools.print({ version, isNoise: false });
    return { rows: [], members: [], finish: () => wrapped(read.record, record) };
  };
  const stream = { request: read.request, records: "", page: { kind: "single" as const } };
  return [{ name: "read", method: read.request.method, facts: stream, isMeant: () => true, page }];

  function tombstone(id: string): DataRecord {
    const bare = withValue({}, namesOf(list.id), id);
    if (!read?.gone) return bare;
    return withValue(bare, namesOf(read.gone.field), "equals" in read.gone ? read.gone.equals : true);
  }
}

/** A segment of a path; one that is not written as URLs are stands for itself. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** A value at a path of an otherwise empty answer. */
export function wrapped(path: string, value: unknown): unknown {
  return withAnswerAt({}, answerPath(path) ?? [], value);
}

/** The type of the entry about a version, as the plan knows the types. */
export function typeOf({ what }: Version, facts: EntryFacts, deleting: readonly string[]): string {
  const word = what === "edit" ? "updated" : what === "delete" ? "deleted" : "created";
  if (what === "delete") return (deleting[0] ?? word).replace("*", word);
  const types = facts.kind === "event-feed" ? facts.types : [];
  const found =
    types.find((type) => type.includes(word.slice(0, 6))) ?? types.find((type) => type.endsWith("*"));
  return (found ?? types[0] ?? word).replace("*", word);
}

function namesOf(path: string): string[] {
  return pathNames(path) ?? [];
}
