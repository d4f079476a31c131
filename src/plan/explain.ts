import { changeField, type ChangeStream } from "../source/changes-schema.ts";
import { parseDuration, sayDuration, sayEvery, saySpan } from "../source/duration.ts";
import { costOf, shareInSpan, type Cost } from "./cost.ts";
import { guaranteeOf, sayGuarantee, type Guarantee } from "./guarantee.ts";
import { childrenOf } from "./children.ts";
import { lookupsOf } from "./lookups.ts";
import { sayRelations } from "./relations.ts";
import type { CompletePlan, Plan } from "./schema.ts";
import { listsDeleted, logOf } from "../source/told.ts";
import { wrapText } from "../source/wrap.ts";

/** A plan in plain words, and the values behind the words. */
export type Explanation = {
  title: string;
  /** Paragraphs under a heading each; a paragraph is one text without line breaks. */
  sections: { heading: string; paragraphs: string[] }[];
  guarantee: Guarantee;
  cost: Cost;
};

const width = 90;
const column = 14;

/** What a plan does, remembers, promises and costs, for a number of records. Pure. */
export function explainPlan({ plan, reasons }: CompletePlan, rows?: number): Explanation {
  const guarantee = guaranteeOf(plan);
  const cost = costOf(plan, rows);
  const { product, record, params } = plan.source;
  const which = Object.keys(params).length === 0 ? "" : ` (${Object.values(params).join(", ")})`;
  const parts = sayPartitions(plan);
  const sections = [
    { heading: "Architecture", paragraphs: sayArchitecture(plan, reasons.get("architecture")) },
    ...(parts === undefined ? [] : [{ heading: "Partitions", paragraphs: [parts] }]),
    { heading: "State", paragraphs: sayState(plan) },
    { heading: "Deleted rows", paragraphs: [sayDeletes(plan)] },
    ...sayNames(plan),
    ...sayLists(plan),
    ...sayRelations(plan),
    { heading: "Guarantee", paragraphs: [sayGuarantee(guarantee)] },
    { heading: "Cost", paragraphs: sayCost(plan, cost) },
    { heading: "Sign-in", paragraphs: [saySignIn(plan.source.auth)] },
  ];
  return {
    title: `${product} ${record.many}${which} → "${plan.database.title}" in Notion`,
    sections,
    guarantee,
    cost,
  };
}

/** The explanation for a terminal: headings in a column, at most 90 characters a line. */
export function printExplanation({ title, sections }: Explanation): string {
  const blocks = sections.map(({ heading, paragraphs }) => {
    const lines = paragraphs.flatMap((paragraph) => wrapText(paragraph, width - column));
    return lines.map((line, index) => `${(index === 0 ? heading : "").padEnd(column)}${line}`).join("\n");
  });
  return [title, ...blocks].join("\n\n");
}

function sayArchitecture(plan: Plan, reason: string | undefined): string[] {
  const { name, architecture, schedule, because, source } = plan;
  const { product, record } = source;
  const why = because === undefined ? reason : `Chosen because: ${because}`;
  if (architecture === "replace") {
    return [
      `Replace. ${why ?? ""}`,
      `${name}Sync, ${sayEvery(schedule.replace)}: reads all ${record.many}, then removes the rows that are gone.`,
    ];
  }
  return [
    `Backfill and delta. ${why ?? `${product} says which ${record.many} changed.`}`,
    `${name}Delta, ${sayEvery(schedule.delta)}: reads ${source.changes.kind === "rolling-window" ? "what is recent or soon" : "what changed"}.`,
    `${name}Backfill, ${sayEvery(schedule.backfill)}: reads all ${record.many}, then removes the rows that are gone.`,
  ];
}

/** In which parts the source is read; undefined where it is read as a whole. */
function sayPartitions({
  source: { partition, partitions, record, product },
  architecture,
}: Plan): string | undefined {
  if (partition === undefined || partitions === undefined) return undefined;
  const { over, ids } = partition;
  const added =
    architecture === "replace"
      ? ""
      : ", a new one starts with the lookback of the delta, and the full read brings the rest";
  const keys =
    ids === "inside" ? ` Ids are unique only inside one ${over}, so a row's key begins with it.` : "";
  return `One ${over} after the other in each cycle, ${partitions.length} of them, each with its own position${added}. One that ${product} refuses is named in an error and keeps its rows; those of one that is taken out of the plan leave with the next full read.${keys} What changed while the others were read is read before the ${record.many} that are gone are removed.`;
}

function sayState(plan: Plan): string[] {
  const { changes, record } = plan.source;
  const walk = `The full read remembers its page, and how many ${record.many} the last one had: one that finds none or far fewer refuses to end and deletes nothing.`;
  if (plan.architecture === "replace" || changes.kind === "none") return [walk];
  const log = logOf(plan.source.deletes);
  const place = `In the log of deletions it has a place of its own, by ${log?.field ?? ""}, behind which it starts as far.`;
  return [sayMemory(plan, changes), ...(log ? [place] : []), walk];
}

/** What a delta remembers between its runs. */
function sayMemory({ schedule, source }: Plan, changes: ChangeStream): string {
  const field = changeField(changes) ?? "change";
  const behind = `starts ${sayDuration(schedule.overlapMs)} before it. The worker's own clock plays no part: going by it would skip what the API shows late.`;
  switch (changes.kind) {
    case "delta-token":
      return `The delta remembers a token of ${source.product}, and starts from one that is at least ${sayDuration(schedule.overlapMs)} older than the newest. Without a valid one it lists everything.`;
    case "event-feed":
      return `The delta remembers the time of the newest event it has seen and ${behind}`;
    case "rolling-window":
      return `The delta remembers nothing: each run reads all ${source.record.many} of ${saySpan(changes.back, changes.ahead)}, by the server's clock and a day to spare.`;
    case "since-window":
    case "newest-first":
      return `The delta remembers up to which ${field} it has read everything, which it knows at the end of a run, and ${behind}`;
    default:
      return `The delta remembers the newest ${field} it has seen and ${behind}`;
  }
}

function sayDeletes(plan: Plan): string {
  const { list, product, record } = plan.source;
  if (list.covers === undefined) return sayRemoval(plan);
  const { over, back } = list.covers;
  return (
    `${sayRemoval(plan)} ${product} lists ${record.many} whose ${over} is in ${saySpan(back, undefined)}: ` +
    `the row of an older one leaves with the next full read, though the ${record.one} was not deleted.`
  );
}

function sayRemoval(plan: Plan): string {
  const { deletes, product, record } = plan.source;
  const isPair = plan.architecture === "backfill-delta";
  const every = sayEvery(isPair ? plan.schedule.backfill : plan.schedule.replace);
  const sweep = `a full read (${every}) removes the rows it finds no ${record.one} for, if it reaches the end of the list`;
  if (listsDeleted(deletes)) {
    const walk = `a full read (${every}) leaves them out and removes their rows, as it does where it finds no ${record.one} at all`;
    const delta = isPair ? "The delta removes their rows as soon as they change; " : "";
    return `${product} still lists deleted or archived ${record.many}, with a flag. ${capital(`${delta}${walk}`)}.`;
  }
  if (!isPair || deletes.every((each) => each.kind === "sweep")) {
    return `${product} does not report deleted ${record.many}: ${sweep}.`;
  }
  if (logOf(deletes))
    return `${product} logs deleted ${record.many}: the delta reads that log after the changes, asks which of them exist again, and removes the rows of the others. Beside that, ${sweep}.`;
  if (deletes.some((each) => each.kind === "event"))
    return `Events tell of deleted ${record.many}, so the delta removes their rows. Beside that, ${sweep}.`;
  return `${product} marks deleted ${record.many} among the changes, so the delta removes their rows. Beside that, ${sweep}.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What is shown in place of ids, and how fresh that is. */
function sayNames(plan: Plan): Explanation["sections"] {
  const lookups = lookupsOf(plan);
  if (lookups.length === 0) return [];
  const { record } = plan.source;
  const shown = lookups.map(
    ({ name, fields }) => `${fields.map((field) => field.name).join(" and ")} from ${name}`,
  );
  const walk = plan.architecture === "backfill-delta" ? "full read" : "run";
  return [
    {
      heading: "Names",
      paragraphs: [
        `${shown.join("; ")}: read for each page of ${record.many} that has an id of theirs. An id that is not there is shown as it is; a directory that cannot be read, or is longer than planned, fails the page. A name that changes reaches a row when its ${record.one} changes, or with the next ${walk}.`,
      ],
    },
  ];
}

/** Lists that take requests of their own. */
function sayLists(plan: Plan): Explanation["sections"] {
  const children = childrenOf(plan);
  if (children.length === 0) return [];
  const { one } = plan.source.record;
  const held = children.map(({ name, facts }) => `${facts.holds} ${name}`).join(" and ");
  const most = children.map(({ name, facts }) => `${facts.most} ${name}`).join(" or ");
  return [
    {
      heading: "Lists",
      paragraphs: [
        `One ${one} is listed with at most ${held}; where there are more, all are read by requests of their own, which the cost below does not count. More than ${most} fail the page. When a ${one} changes while its list is read, its row is a mixture until the next run.`,
      ],
    },
  ];
}

function sayCost(plan: Plan, cost: Cost): string[] {
  const { product, record } = plan.source;
  const rows = `${cost.rows.toLocaleString("en-US")} ${cost.rows === 1 ? record.one : record.many}`;
  const isSpan = plan.architecture === "backfill-delta" && plan.source.changes.kind === "rolling-window";
  const guesses = [
    ...(cost.page.known ? [] : [`${cost.page.size} a page`]),
    ...(isSpan ? [`one in ${shareInSpan} within the span that each run reads`] : []),
  ];
  const guess = guesses.length === 0 ? "" : ` (taking ${guesses.join(" and ")}; the plan does not say)`;
  const { requests, ms } = cost.firstBackfill;
  const day = `${cost.requestsPerDay.toLocaleString("en-US")} ${cost.requestsPerDay === 1 ? "request" : "requests"} on a day without changes`;
  const over = cost.share > 1 ? ` That is more than ${product} allows: choose a longer schedule.` : "";
  return [
    `For ${rows}${guess}: ${day}, ${sayShare(cost.share)} of what ${product} allows.${over}`,
    `The first full read is ${requests.toLocaleString("en-US")} requests, at least ${sayRoughly(ms)} (one each ${sayRoughly(cost.spacingMs)}).`,
  ];
}

function saySignIn(auth: Plan["source"]["auth"]): string {
  if (auth.kind === "none") return "None: the API is public.";
  const names = typeof auth.env === "string" ? auth.env : `${auth.env.clientId} and ${auth.env.clientSecret}`;
  const needs = auth.needs === undefined ? "" : `; ${auth.needs}`;
  return `${auth.label ?? auth.kind} in ${names}${needs}.`;
}

/** `0.0036` → "0.4 %". */
function sayShare(share: number): string {
  const percent = share * 100;
  if (percent < 0.1) return "under 0.1 %";
  return `${percent < 10 ? percent.toFixed(1).replace(/\.0$/, "") : Math.round(percent).toLocaleString("en-US")} %`;
}

/** A duration as one would say it aloud: `80800` → "81 seconds", `5400000` → "1.5 hours". */
export function sayRoughly(ms: number): string {
  const units = [
    { size: parseDuration("1d") ?? 1, word: "day", from: 1.5 },
    { size: parseDuration("1h") ?? 1, word: "hour", from: 1.5 },
    { size: parseDuration("1m") ?? 1, word: "minute", from: 2 },
    { size: 1000, word: "second", from: 0 },
  ];
  const unit = units.find(({ size, from }) => ms >= size * from) ?? { size: 1000, word: "second" };
  const count = ms / unit.size;
  const shown =
    count >= 10 || Number.isInteger(count) ? Math.round(count) : Number(count.toFixed(count < 1 ? 2 : 1));
  return `${shown.toLocaleString("en-US")} ${unit.word}${shown === 1 ? "" : "s"}`;
}
