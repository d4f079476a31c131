import { isDeepStrictEqual } from "node:util";
import { parseFieldPath, sayPath } from "../../plan/field-path.ts";
import type { Field } from "../../source/field-schema.ts";
import type { Setting } from "../answers.ts";
import { settingOf } from "../setting.ts";

/**
 * The settings that turn one list of properties into another: one for each thing that changed, or the whole list
 * where the order changed, something is new, or that is shorter.
 */
export function fieldSettings(before: readonly Field[], after: readonly Field[]): Setting[] {
  if (isDeepStrictEqual(before, after)) return [];
  const whole = settingOf(["fields"], after);
  const pairs = pairUp(before, after);
  const order = pairs.map((index) => index ?? -1);
  const isInOrder = order.every((index, position) => index > (order[position - 1] ?? -1));
  const isRenamedOver = after.some(({ name }, position) =>
    before.some((field, index) => field.name === name && index !== order[position]),
  );
  if (!isInOrder || isRenamedOver) return [whole];
  const removed = before.flatMap(({ name }, index) =>
    order.includes(index) ? [] : [settingOf(["fields", name], undefined)],
  );
  const changed = after.flatMap((field, position) => changes(before[order[position] ?? 0] ?? field, field));
  const settings = [...removed, ...changed];
  const isSayable = before.every(({ name }) => parseFieldPath(sayPath(["fields", name])) !== undefined);
  return isSayable && lengthOf(settings) <= whole.text.length ? settings : [whole];
}

/** Which property each one was before: by its name, else by where its value comes from; undefined for a new one. */
function pairUp(before: readonly Field[], after: readonly Field[]): (number | undefined)[] {
  const used = new Set<number>();
  const named = after.map((field) =>
    take(before.findIndex((old) => old.name === field.name && isSameValue(old, field))),
  );
  return after.map(
    (field, position) =>
      named[position] ?? take(before.findIndex((old, index) => !used.has(index) && isSameValue(old, field))),
  );

  function take(index: number): number | undefined {
    if (index < 0) return undefined;
    used.add(index);
    return index;
  }
}

/** Whether two properties show the same value of a record. */
export function isSameValue(left: Field, right: Field): boolean {
  return isDeepStrictEqual(left.from, right.from);
}

function changes(before: Field, after: Field): Setting[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof Field>;
  names.delete("name");
  const settings = [...names]
    .filter((name) => !isDeepStrictEqual(before[name], after[name]))
    .map((name) => settingOf(["fields", before.name, name], after[name]));
  // The name last: until then the property is found by its old one.
  return before.name === after.name
    ? settings
    : [...settings, settingOf(["fields", before.name, "name"], after.name)];
}

function lengthOf(settings: readonly Setting[]): number {
  return settings.reduce((sum, { text }) => sum + text.length, 0);
}
