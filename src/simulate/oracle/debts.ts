import type { Guarantee } from "../../plan/guarantee.ts";
import { spanTime } from "../../upstream/span-time.ts";
import type { Debt, Wait } from "./promises.ts";
import { chapterAt, textAt, type Chapter, type Story } from "./stories.ts";
import type { Entry } from "./timelines.ts";

/** A change that must reach Notion. Paid by the first moment Notion shows it, or something newer. */
export type Arrival = { chapter: Chapter; debt: Debt };

/** A step back: a row of a live record removed, a row of a deleted one written again, or older values than before. */
export type Relapse = { kind: "removed" | "returned" | "went-back"; entry: Entry; debt: Debt };

/** What Notion owed for each change of a record, in their order. `startedAt` is when the first sync began. */
export function findArrivals(story: Story, guarantee: Guarantee, startedAt: number): Arrival[] {
  const arrivals: Arrival[] = [];
  let paid: Debt["until"];
  let goneAt = Infinity;
  for (const chapter of [...story.chapters].reverse()) {
    const own = findShown(story, chapter);
    if (own !== undefined && (paid === undefined || own.at <= paid.at)) paid = own;
    const wait = chapter.happenedAt <= startedAt ? "first" : waitOf(chapter, guarantee);
    // What was there when the first sync began was there before it, even in the same millisecond.
    const since = chapter.shownAt <= startedAt ? chapter.shownAt - 1 : chapter.shownAt;
    const { span } = guarantee;
    const hasLeft = chapter.text === undefined || (span !== undefined && !isInSpan(chapter, span));
    if (hasLeft) goneAt = Math.min(goneAt, chapter.shownAt);
    // Nobody can read what was deleted, or left the span, meanwhile; from then on only that is owed.
    const isGone = !hasLeft && goneAt < (paid?.at ?? Infinity);
    arrivals.push({ chapter, debt: { wait, since, until: isGone ? { at: goneAt } : paid } });
  }
  return arrivals.reverse();
}

function findShown(story: Story, chapter: Chapter): Debt["until"] {
  const { shownAt, text } = chapter;
  const entries = story.entriesOf(chapter);
  if (textAt(entries, shownAt) === text) return { at: shownAt };
  const entry = entries.find((one) => one.at > shownAt && one.text === text);
  return entry && { at: entry.at, by: entry.by };
}

function waitOf(chapter: Chapter, { visibleMs, byFullRead, span }: Guarantee): Wait {
  const { version, previous, text } = chapter;
  const wait = text === undefined ? "deletes" : "changes";
  if (version.saidAt !== undefined) return "later";
  if (span !== undefined && !isInSpan(chapter, span)) return "later";
  if (visibleMs === undefined || byFullRead.includes(wait)) return wait;
  const lagMs = version.visibleAt - Math.min(version.at, version.updatedAt);
  const isSilent =
    previous !== undefined && version.updatedAt <= previous.updatedAt && version.at > previous.at;
  return lagMs > visibleMs || isSilent ? "later" : wait;
}

/** Whether a version belongs to the span of time around the moment the API showed it. */
function isInSpan(
  { version, shownAt }: Chapter,
  { over, backMs, aheadMs }: NonNullable<Guarantee["span"]>,
): boolean {
  const time = spanTime(version, over);
  return time >= shownAt - backMs && time <= shownAt + aheadMs;
}

/** Where a row fell behind what it had shown before, and when that was put right. */
export function findRelapses(story: Story): Relapse[] {
  const entries = story.entriesOf(story.newest);
  const relapses: Relapse[] = [];
  for (const [index, entry] of entries.entries()) {
    const before = entries[index - 1]?.text;
    const wanted = chapterAt(story, entry.at);
    if (wanted === undefined) continue;
    const kind = findKind(story, { before, entry, wanted });
    if (kind === undefined) continue;
    const wait = kind === "returned" ? "deletes" : "changes";
    const until = findEnd(story, { kind, before, entry, later: entries.slice(index + 1) });
    relapses.push({ kind, entry, debt: { wait, since: entry.at, until } });
  }
  return relapses;
}

type Step = { before: string | undefined; entry: Entry };

function findKind(
  story: Story,
  { before, entry, wanted }: Step & { wanted: Chapter },
): Relapse["kind"] | undefined {
  if (entry.text === undefined)
    return before !== undefined && wanted.text !== undefined ? "removed" : undefined;
  if (before === undefined) return wanted.text === undefined ? "returned" : undefined;
  if (wanted.text === undefined || entry.text === wanted.text) return undefined;
  const isBehind = placeOf(story, entry.text, entry.at) < placeOf(story, before, entry.at);
  return isBehind ? "went-back" : undefined;
}

function findEnd(
  story: Story,
  { kind, before, entry, later }: Step & { kind: Relapse["kind"]; later: readonly Entry[] },
): Debt["until"] {
  const place = before === undefined ? -1 : placeOf(story, before, entry.at);
  const isRight = (one: Entry): boolean => {
    if (kind === "removed") return one.text !== undefined;
    return one.text === undefined || (kind === "went-back" && placeOf(story, one.text, one.at) >= place);
  };
  const paid = later.find(isRight);
  // What the source says next is a debt of its own.
  const next = story.chapters.find(
    ({ shownAt, text }) =>
      shownAt > entry.at && (kind === "went-back" || (text === undefined) === (kind === "removed")),
  );
  if (next !== undefined && (paid === undefined || next.shownAt < paid.at)) return { at: next.shownAt };
  return paid && { at: paid.at, by: paid.by };
}

/** Which chapter a text shows at a time, the newest that it can be; -1 for none. */
function placeOf({ chapters }: Story, text: string, time: number): number {
  return chapters.findLastIndex((chapter) => chapter.text === text && chapter.shownAt <= time);
}
