import type { Plan } from "../../../plan/schema.ts";
import { pathsOf } from "../../../source/choices.ts";
import { changeField } from "../../../source/changes-schema.ts";
import { entriesOf } from "../../../source/told.ts";
import type { ChangeOptions } from "../../../world/types.ts";
import type { Knobs } from "../../../upstream/types.ts";
import type { Stage } from "../../types.ts";
import { checkRows, createSome, editOne, keysOf, pagesOfChanges, pickSome, pollMs, spread } from "./acts.ts";
import { atRequests, everyAnswer, type Spoil, withRecords, withValue } from "./faults.ts";
import { hour, minute, second } from "./times.ts";

/** A change time that no clock of today gives. */
export const farAhead = Date.UTC(2099, 0, 1);

/** Two dozen changes in four hours: long pauses, in which a place taken from a clock would run ahead. */
export async function sparseWrites(stage: Stage): Promise<void> {
  spread(stage, { count: 24, overMs: 4 * hour }, () => editOne(stage));
  spread(stage, { count: 5, overMs: 4 * hour }, () => stage.world.create());
  await stage.wait(4 * hour);
}

/** Changes just before and just after every poll, the later ones with smaller ids. */
export async function aroundEachPoll(stage: Stage): Promise<void> {
  const alive = stage.world.alive();
  for (let round = 0; round < 10; round += 1) {
    stage.world.edit(alive.at(-1 - round) ?? stage.pick());
    await stage.delta();
    stage.world.edit(alive[round] ?? stage.pick());
    stage.later(5 * second, () => editOne(stage));
    await stage.wait(pollMs(stage.subject) / 3);
  }
}

/** Records whose change time is no time are the last of their page; the others must get through. */
export async function withoutChangeTime(stage: Stage, value: null | string): Promise<void> {
  const { plan } = stage.subject;
  const field = changeField(plan.source.changes);
  if (field === undefined) return;
  const shown = plan.fields.find(({ from }) => pathsOf(from)[0] === field);
  if (shown === undefined) stage.upstream.knobs.fault = everyAnswer(lastLacksTime(plan, field, value));
  for (let round = 0; round < 3; round += 1) {
    const created = createSome(stage, 3);
    await stage.wait(2 * second);
    stage.world.create(shown === undefined ? {} : { set: { [shown.name]: value } });
    await stage.wait(2 * pollMs(stage.subject));
    checkRows(stage, "Beside a record without change time", created);
  }
}

// Where people do not see the change time, a page can show another one and the rows are the same.
function lastLacksTime(plan: Plan, field: string, value: unknown): Spoil {
  return withRecords(plan, (records, { route }) => {
    const last = records.at(-1);
    return route === "changes" && last !== undefined && records.length > 1
      ? [...records.slice(0, -1), withValue(last, field, value)]
      : records;
  });
}

/** Edits a record whose change time is not ahead of the clock. */
export function editOrdinary(stage: Stage): void {
  const { world, clock, random } = stage;
  const usual = world
    .alive()
    .filter((id) => (world.history(id).at(-1)?.updatedAt ?? 0) <= clock.now() + hour);
  const id = usual[Math.floor(random() * usual.length)];
  if (id !== undefined) world.edit(id);
}

/** 200 changes in two hours, every tenth of which the API shows late. */
export async function everyTenthLate(stage: Stage, lagMs: number): Promise<void> {
  spread(stage, { count: 200, overMs: 2 * hour }, (index) => {
    const late = index % 10 === 0 ? { lagMs } : {};
    if (index % 5 === 0) stage.world.create(late);
    else editShown(stage, late);
  });
  await stage.wait(2 * hour + lagMs);
}

/** Edits a record that has no change on its way, so that a late one is not overtaken by its own successor. */
export function editShown(stage: Stage, options: ChangeOptions = {}): void {
  const { world, random } = stage;
  const shown = new Map(world.visible().map((version) => [version.id, version.number]));
  const settled = world.alive().filter((id) => shown.get(id) === world.history(id).length - 1);
  const id = settled[Math.floor(random() * settled.length)];
  if (id !== undefined) world.edit(id, options);
}

// Several restarts of a walk and a few deltas; who goes round in circles asks thousands of times.
const mostRequests = 1_000;

/** A few pages of changes and a walk while the flag that says whether there is more is wrong. */
export async function whileDoneFlagIs(stage: Stage, doneFlag: Knobs["doneFlag"]): Promise<void> {
  stage.upstream.knobs.doneFlag = doneFlag;
  for (const id of pickSome(stage, pagesOfChanges(stage.subject))) stage.world.edit(id);
  const asked = stage.upstream.log.length;
  await stage.delta(20 * minute);
  if (stage.subject.delta !== undefined) await stage.wait(2 * pollMs(stage.subject));
  if (stage.subject.walk !== undefined) await stage.walk(20 * minute);
  checkRows(stage, "While the flag was wrong");
  const requests = stage.upstream.log.length - asked;
  stage.check(requests <= mostRequests, `${requests} requests within an hour, because the flag was wrong`);
  stage.upstream.knobs.doneFlag = "ok";
  await stage.delta(hour);
}

/**
 * The first request of each kind gets a spoilt answer, and the fourth, which asks for the third page: in a delta over
 * several pages, and in a walk. All other answers are in order.
 */
export async function withSpoilt(stage: Stage, spoil: Spoil): Promise<void> {
  stage.upstream.knobs.fault = atRequests([1, 4], spoil);
  for (const id of pickSome(stage, pagesOfChanges(stage.subject))) stage.world.edit(id);
  await stage.delta(2 * hour);
  if (stage.subject.walk !== undefined) await stage.walk(4 * hour);
  checkRows(stage, "After the spoilt answers");
  for (const id of pickSome(stage, 3)) stage.world.edit(id);
  await stage.delta(2 * hour);
}

/** Like `withSpoilt`, with an answer that asks for a pause: the same is not to be asked again before it is over. */
export async function withPause(stage: Stage, spoil: Spoil, leastMs: number): Promise<void> {
  const { log } = stage.upstream;
  const usual = usualRefusals(stage.subject.plan);
  const from = log.length;
  await withSpoilt(stage, spoil);
  // The other sync of the pair knows nothing of the pause.
  const keysAt = (at: number): string[] =>
    stage.notion.calls.flatMap((call) => (call.startedAt <= at && at <= call.endedAt ? call.key : []));
  const hasty = log.slice(from).filter(({ status, route, at }, index) => {
    const own = keysAt(at);
    const next = log
      .slice(from + index + 1)
      .find((one) => one.route === route && keysAt(one.at).some((key) => own.includes(key)));
    return status >= 400 && !usual.includes(status) && next !== undefined && next.at < at + leastMs;
  });
  stage.check(hasty.length === 0, `${hasty.length} requests were repeated before the pause was over`);
}

/** Statuses that ask for no pause: by one an API may give its first token, by others it says that a record is gone. */
function usualRefusals({ source: { changes } }: Plan): number[] {
  const first =
    changes.kind === "delta-token" && changes.start.by === "refusal" ? [changes.start.status] : [];
  return [...first, ...(entriesOf(changes)?.read?.missing ?? [])];
}

/** A state with names that many syncs use, and values of another kind than they have now. */
export function otherShape(v: number): Record<string, unknown> {
  const epoch = 1_700_000_000;
  const places = { cursor: 7, at: 7, page: "3", offset: "200", seen: "many", tail: true };
  return { v, since: epoch, until: epoch, high: epoch, startedAt: epoch, ...places, done: "no" };
}

/** Both syncs find this state, with changes before and after. */
export async function withState(stage: Stage, state: unknown): Promise<void> {
  await stage.delta();
  editOne(stage);
  stage.world.create();
  for (const key of keysOf(stage.subject)) stage.notion.setState(key, state);
  await stage.delta();
  if (stage.subject.walk !== undefined) await stage.walk();
}
