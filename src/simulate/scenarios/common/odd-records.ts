import type { PropertyType } from "../../../source/field-schema.ts";
import { valueAt } from "../../../model/sample.ts";
import { answerPath, pathNames } from "../../../source/path.ts";
import type { Plan } from "../../../plan/schema.ts";
import type { DataRecord } from "../../../world/types.ts";
import type { Stage, Subject } from "../../types.ts";
import { checkRows, checkStrangers, createSome, pickSome } from "./acts.ts";
import { everyAnswer, withRecords, withValue } from "./faults.ts";
import { fieldsOf, multiSelectOf, selectOf } from "./fields.ts";

/** Types of properties whose values are texts. */
export const textTypes: readonly PropertyType[] = ["title", "richText", "url", "email", "phoneNumber"];

/** A copy of a record under another id. */
type Odd = (id: unknown) => DataRecord;

/** Every page with records is changed, in a delta and in a walk; whatever is odd about it, the other records get through. */
export async function withOddRecords(
  stage: Stage,
  change: (records: readonly DataRecord[], odd: Odd) => readonly unknown[],
): Promise<void> {
  const { plan } = stage.subject;
  const spoil = withRecords(plan, (records) => {
    const first = records[0];
    return first === undefined ? records : change(records, (id) => withValue(first, plan.source.list.id, id));
  });
  stage.upstream.knobs.fault = everyAnswer(spoil);
  createSome(stage, 2);
  for (const id of pickSome(stage, 3)) stage.world.edit(id);
  await stage.delta();
  if (stage.subject.walk !== undefined) await stage.walk();
  checkRows(stage, "With odd records among them");
  checkStrangers(stage);
}

/** Values are emptied in a way of the API's own, and some come back. */
export async function cleared(
  stage: Stage,
  empty: () => unknown,
  types?: readonly PropertyType[],
): Promise<void> {
  const names = fieldsOf(stage.subject)
    .filter(({ type }) => types === undefined || types.includes(type))
    .map(({ name }) => name);
  const emptied = Object.fromEntries(names.map((name) => [name, empty()]));
  const [one = "", two = ""] = pickSome(stage, 2);
  // `clear` knows where null stands in a nested record; any other emptiness is set as it is.
  const change = empty() === null ? { clear: names } : { set: emptied };
  stage.world.edit(one, change);
  stage.world.edit(two, change);
  await stage.delta();
  stage.world.edit(two);
  await stage.delta();
}

/** Records take these options, each in the first select property and in the first that takes several. */
export async function withOptions(stage: Stage, options: readonly string[]): Promise<void> {
  const one = selectOf(stage.subject);
  const several = multiSelectOf(stage.subject);
  const ids = pickSome(stage, options.length);
  options.forEach((option, index) => {
    const id = ids[index];
    if (id === undefined) return;
    const set = {
      ...(one === undefined ? {} : { [one.name]: option }),
      ...(several === undefined ? {} : { [several.name]: [option, "Other"] }),
    };
    stage.world.edit(id, { set });
  });
  await stage.delta();
}

/** A property with options of either kind. */
export const anyOptions = (subject: Subject): unknown => selectOf(subject) ?? multiSelectOf(subject);

/** The value at a path of the plan, such as a record's id. */
export function valueOf(record: DataRecord, path: string): unknown {
  const names = pathNames(path) ?? [];
  return names.reduce<unknown>((value, name) => (value as DataRecord | null | undefined)?.[name], record);
}

/** A record whose id is text. */
export function withIdAsText({ source }: Plan, record: DataRecord): DataRecord {
  return withValue(record, source.list.id, String(valueOf(record, source.list.id)));
}

/** Ids are numbers, as far as the sample shows. */
export function hasNumericIds({ plan, sample }: Subject): true | string {
  const records = valueAt(sample, answerPath(plan.source.list.records) ?? []);
  const first: unknown = Array.isArray(records) ? records[0] : undefined;
  const id = first === undefined ? undefined : valueOf(first as DataRecord, plan.source.list.id);
  return typeof id === "number" || "its ids are not known to be numbers";
}
