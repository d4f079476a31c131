import { pathNames } from "../../../source/path.ts";
import type { NotionRow } from "../../../notion/types.ts";
import type { DataRecord } from "../../../world/types.ts";
import type { Stage, Subject } from "../../types.ts";
import { pageSizeOf } from "../../../upstream/page-size.ts";
import { fieldsOf } from "./fields.ts";
import { minute } from "./times.ts";

/** Does something `count` times, at moments spread evenly over `overMs`, from now on; also in the middle of a sync. */
export function spread(
  stage: Stage,
  { count, overMs }: { count: number; overMs: number },
  what: (index: number) => void,
): void {
  for (let index = 0; index < count; index += 1) {
    stage.later(Math.round(((index + 1) * overMs) / count), () => what(index));
  }
}

/** So many different alive records, by the seed; all of them if there are fewer. */
export function pickSome({ world, random }: Stage, count: number): string[] {
  const left = world.alive();
  const picked: string[] = [];
  while (picked.length < count && left.length > 0) {
    picked.push(...left.splice(Math.floor(random() * left.length), 1));
  }
  return picked;
}

/** The first and the last `count` alive records: in a list of several pages some are read early, some late. */
export function bothEnds({ world }: Stage, count: number): string[] {
  const alive = world.alive();
  return [...alive.slice(0, count), ...alive.slice(count).slice(-count)];
}

/** Edits one of the records that are alive now, if there is one. */
export function editOne(stage: Stage): void {
  if (stage.world.alive().length > 0) stage.world.edit(stage.pick());
}

/** So many new records; gives their ids. */
export function createSome({ world }: Stage, count: number): string[] {
  return Array.from({ length: count }, () => world.create());
}

/** Some of everything: new records, edits, and a deletion. */
export function stir(stage: Stage): void {
  createSome(stage, 2);
  for (const id of pickSome(stage, 3)) stage.world.edit(id);
  stage.world.remove(stage.pick());
}

/** How many records a page of the whole list holds, and how many changes one of the changes. */
export function pageSizes({ plan }: Subject): { records: number; changes: number } {
  const { list, changes } = plan.source;
  const isSized = "page" in changes && "size" in changes.page && changes.page.size !== undefined;
  const records = pageSizeOf(list.page);
  return { records, changes: isSized ? pageSizeOf(changes.page) : records };
}

/** How many partitions a source is read in; one where it is read as a whole. */
export const partsOf = ({ plan }: Subject): number => plan.source.partitions?.length ?? 1;

/** A number of records that needs two full pages of the whole list and a half. */
export const pagesOfRecords = (subject: Subject): number =>
  Math.ceil(pageSizes(subject).records * 2.5) * partsOf(subject);

/** A number of changes that needs two full pages and a half. */
export const pagesOfChanges = (subject: Subject): number =>
  Math.ceil(pageSizes(subject).changes * 2.5) * partsOf(subject);

/** From one delta to the next, in ms; of a sync that reads everything, from one walk to the next. */
export function pollMs({ guarantee }: Subject): number {
  return guarantee.changesMs ?? 60 * minute;
}

/** Stops both syncs, or lets them go on. */
export function pauseAll({ notion, subject }: Stage): void {
  for (const key of keysOf(subject)) notion.pause(key);
}
export function resumeAll({ notion, subject }: Stage): void {
  for (const key of keysOf(subject)) notion.resume(key);
}

/** The keys of the syncs there are. */
export function keysOf({ walk, delta }: Subject): string[] {
  return [walk, delta].filter((key) => key !== undefined);
}

export function rowsOf({ notion, subject }: Stage): ReadonlyMap<string, NotionRow> {
  return notion.rows(subject.databaseKey);
}

/** The key of a record's row: its id as the API prints it, as text. */
export function keyOf({ world, upstream, subject }: Stage, id: string): string {
  const newest = world.history(id).at(-1);
  const record: unknown = newest === undefined ? undefined : upstream.print(newest);
  const names = pathNames(subject.plan.source.list.id) ?? [];
  const key = String(
    names.reduce<unknown>((value, name) => (value as DataRecord | undefined)?.[name], record),
  );
  const { partition, partitions } = subject.plan.source;
  return partitions && partition?.ids === "inside" ? `${upstream.partitionOf(id)}:${key}` : key;
}

/** Checks that every one of these records (default: all that are alive) has its row. */
export function checkRows(stage: Stage, message: string, ids: readonly string[] = stage.world.alive()): void {
  const rows = rowsOf(stage);
  const missing = ids.filter((id) => !rows.has(keyOf(stage, id)));
  stage.check(missing.length === 0, `${message}: ${missing.length} of ${ids.length} rows are missing`);
}

/** From now on each page of the full read is written so many ms after it was read. */
export function holdWalk({ notion, subject }: Stage, holdMs: number): void {
  const usual = notion.knobs.commitDelayMs;
  notion.knobs.commitDelayMs = (key) => (key === subject.walk ? holdMs : usual(key));
}

/** Starts the delta now, beside its schedule. */
export function triggerDelta({ notion, subject }: Stage): void {
  if (subject.delta !== undefined) notion.trigger(subject.delta);
}

/** Deletes one of the alive records; gives its id. */
export function removeOne(stage: Stage): string[] {
  const ids = pickSome(stage, 1);
  for (const id of ids) stage.world.remove(id);
  return ids;
}

/** Empties a property of one record. */
export function clearOne(stage: Stage): void {
  const fields = fieldsOf(stage.subject);
  const field = fields[Math.floor(stage.random() * fields.length)];
  if (field !== undefined && stage.world.alive().length > 0)
    stage.world.edit(stage.pick(), { clear: [field.name] });
}

/** Checks that there is no row of a record that this source never had. */
export function checkStrangers(stage: Stage): void {
  const known = new Set(stage.world.ids().map((id) => keyOf(stage, id)));
  const strange = [...rowsOf(stage).keys()].filter((key) => !known.has(key));
  stage.check(strange.length === 0, `${strange.length} rows belong to no record, such as ${strange[0]}`);
}
