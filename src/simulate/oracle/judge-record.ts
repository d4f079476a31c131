import type { Subject, Finding } from "../types.ts";
import type { CellTexts } from "../expect/cell-texts.ts";
import { quote, sayMoment, saySpan } from "../report/say.ts";
import { compareCells, findUncleared } from "./cells-at-end.ts";
import { findArrivals, findRelapses, type Arrival, type Relapse } from "./debts.ts";
import type { Payment, Promises } from "./promises.ts";
import { textAt, type Story } from "./stories.ts";
import { nameRecord, sayChange, sayPromise } from "./words.ts";

export type RecordJudge = {
  subject: Subject;
  texts: CellTexts;
  promises: Promises;
  now: number;
  /** Where a sync's last call failed, if it did: `src/index.ts:42`. */
  whereOf: (key: string | undefined) => string | undefined;
};

/** What came out for one record. Waits in ms, of what was not held up by the source. */
export type RecordVerdict = {
  findings: Finding[];
  worstChangeMs: number;
  worstDeleteMs: number;
  flickers: number;
};

type Paid<Thing> = Thing & { payment: Payment };
type Case = RecordJudge & {
  story: Story;
  /** Asked only where something is wrong. */
  name: () => string;
  arrivals: Paid<Arrival>[];
  relapses: Paid<Relapse>[];
};

/** Judges one record: what its row shows at the end, and how long everything took on the way. */
export function judgeRecord(story: Story, judge: RecordJudge): RecordVerdict {
  const { subject, promises, texts } = judge;
  const pay = <Thing extends Arrival | Relapse>(thing: Thing): Paid<Thing> => ({
    ...thing,
    payment: promises.pay(thing.debt),
  });
  const arrivals = findArrivals(story, subject.guarantee, promises.startedAt).map(pay);
  const relapses = findRelapses(story).map(pay);
  const one: Case = {
    ...judge,
    story,
    arrivals,
    relapses,
    name: () => nameRecord(story, texts, subject.plan.source.record.one),
  };
  return {
    findings: [...judgeEnd(one), ...judgeWay(one)],
    worstChangeMs: worst(arrivals, "changes"),
    worstDeleteMs: worst(arrivals, "deletes"),
    flickers: relapses.filter(({ kind, debt }) => kind === "removed" && debt.until?.by !== undefined).length,
  };
}

function worst(arrivals: readonly Paid<Arrival>[], wait: "changes" | "deletes"): number {
  const waits = arrivals.flatMap(({ debt, payment }) => {
    const isMeasured = debt.wait === wait && debt.until?.by !== undefined;
    const isHeldUp = !payment.isBroken && payment.waitedMs > (payment.promisedMs ?? Infinity);
    return isMeasured && !isHeldUp ? [payment.waitedMs] : [];
  });
  return Math.max(0, ...waits);
}

function judgeEnd(one: Case): Finding[] {
  const { story, arrivals, relapses, now, promises, whereOf } = one;
  const { newest } = story;
  const shown = textAt(story.entriesOf(newest), now);
  if (shown === newest.text) return [];
  const open = [...arrivals, ...relapses].filter(({ debt }) => debt.until === undefined);
  const broken = open.find(({ payment }) => payment.isBroken);
  if (broken === undefined) return [];
  const where = whereOf(promises.keeperOf(broken.debt.wait));
  return nameEnd(one, shown).map((finding) => ({
    ...finding,
    key: newest.key ?? story.id,
    ...(where === undefined ? {} : { where }),
  }));
}

function nameEnd(one: Case, shown: string | undefined): Omit<Finding, "key">[] {
  const { story, relapses, arrivals, now } = one;
  const { newest } = story;
  const name = one.name();
  const relapse = relapses.findLast(({ debt }) => debt.until === undefined);
  const since = arrivals.find(({ debt }) => debt.until === undefined)?.chapter ?? newest;
  if (shown === undefined) {
    if (relapse?.kind === "removed") {
      const detail = `${name} exists, but its row was ${sayRemoval(relapse)} and did not come back.`;
      return [{ kind: "falsely-deleted", detail }];
    }
    const isNew = !story.entriesOf(newest).some(({ text }) => text !== undefined);
    const end = isNew ? "never written" : "not written since";
    return [{ kind: "lost", detail: `${name} is missing: ${sayChange(since)}, ${end}.` }];
  }
  if (newest.text === undefined) {
    if (relapse?.kind === "returned" && hasLeft(story, relapse)) {
      const back = `came back ${sayMoment(relapse.entry.at)} by ${relapse.entry.by}`;
      return [{ kind: "resurrected", detail: `${name} was ${sayChange(newest)}; its row left and ${back}.` }];
    }
    const age = saySpan(now - newest.shownAt);
    return [
      { kind: "ghost", detail: `${name} was ${sayChange(newest)}; its row is still there ${age} later.` },
    ];
  }
  const writtenAt = story.entriesOf(newest).at(-1)?.lastAt ?? -Infinity;
  return compareCells({ story, texts: one.texts, name, shown, wanted: newest.text, since, writtenAt, now });
}

function judgeWay({ story, texts, arrivals, relapses, name }: Case): Finding[] {
  const key = story.newest.key ?? story.id;
  const fallen = (["removed", "returned", "went-back"] as const).flatMap((kind): Finding[] => {
    const relapse = findWorst(relapses.filter((one) => one.kind === kind));
    return relapse === undefined ? [] : [{ key, ...nameRelapse(relapse, name()) }];
  });
  const late = findWorst(arrivals);
  if (late === undefined) return fallen;
  const { payment, chapter, debt } = late;
  const span = saySpan(payment.waitedMs);
  const kept = findKept(story, texts, late);
  if (kept.length > 0) {
    const values = kept.map((property) => quote(property)).join(", ");
    const detail = `${name()} kept values that were gone for ${span}: ${values}; ${sayChange(chapter)}.`;
    return [...fallen, { kind: "not-cleared", key, properties: kept, detail }];
  }
  const isShown = debt.until?.by !== undefined;
  const end = isShown
    ? `took ${span} to show in Notion`
    : `was not shown until it changed again, ${span} later`;
  const detail = `${name()}, ${sayChange(chapter)}, ${end}; ${sayPromise(payment.promisedMs)}.`;
  return [...fallen, { kind: "late", key, detail }];
}

/** What a row kept while a change was waiting, if that was all that it waited for. */
function findKept(story: Story, texts: CellTexts, { chapter, debt }: Arrival): string[] {
  const end = debt.until?.at ?? Infinity;
  const entry = story.entriesOf(chapter).findLast(({ at }) => at < end);
  if (entry?.text === undefined || chapter.text === undefined) return [];
  const { text: shown, lastAt: writtenAt } = entry;
  return findUncleared({ story, texts, shown, wanted: chapter.text, since: chapter, writtenAt });
}

/** The longest wait that came to an end and was longer than promised. */
function findWorst<Thing extends Arrival | Relapse>(things: readonly Paid<Thing>[]): Paid<Thing> | undefined {
  return things
    .filter(({ debt, payment }) => debt.until !== undefined && payment.isBroken)
    .sort((one, other) => other.payment.waitedMs - one.payment.waitedMs)[0];
}

function nameRelapse(relapse: Paid<Relapse>, name: string): Omit<Finding, "key"> {
  const { kind, payment, entry } = relapse;
  const span = saySpan(payment.waitedMs);
  const promise = sayPromise(payment.promisedMs);
  const at = sayMoment(entry.at);
  if (kind === "removed") {
    const detail = `${name} exists, but its row was ${sayRemoval(relapse)} and missing for ${span}; ${promise}.`;
    return { kind: "falsely-deleted", detail };
  }
  if (kind === "returned") {
    const detail = `${name} is deleted, but its row was written ${at} by ${entry.by} and stayed for ${span}; ${promise}.`;
    return { kind: "resurrected", detail };
  }
  const detail = `${name} went back to older values ${at} by ${entry.by} and kept them for ${span}; ${promise}.`;
  return { kind: "stale", detail };
}

function sayRemoval({ entry }: Relapse): string {
  return `${entry.how === "swept" ? "swept" : "deleted"} by ${entry.by} ${sayMoment(entry.at)}`;
}

function hasLeft(story: Story, { entry }: Relapse): boolean {
  return story.entriesOf(story.newest).some(({ at, text }) => at < entry.at && text === undefined);
}
