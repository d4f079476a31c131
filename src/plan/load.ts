import { Problem } from "../problems/problem.ts";
import type { SourceEntry } from "../source/entry.ts";
import { isEntryId, listEntries, loadEntry } from "../source/load.ts";
import { parseParam, parseSet, type Answer } from "./answer.ts";
import { strayTimes, unusedTimes } from "./complete-schedule.ts";
import { parsePlan, printPlan, type PlanDocument } from "./document.ts";
import { isMapping } from "./merge.ts";
import { customTemplate, type FoundRows } from "./questions.ts";
import { findMeant, readPlan, type ReadPlan } from "./read.ts";
import type { Architecture } from "./schema.ts";
import { setIn } from "./set.ts";
import { printTemplate, startDocument } from "./template.ts";

/** A plan that passed every check, and the text to keep as `syncs/<name>.plan.yaml`. */
export type PreparedPlan = ReadPlan & { text: string };

/** Answers from the command line, and the two ways to a text: one for a path, one for `-`. */
export type PlanOptions = {
  params?: readonly string[];
  set?: readonly string[];
  readFile?: (path: string) => Promise<string>;
  readStdin?: () => Promise<string>;
};

/**
 * The one way from what a user names to a plan that may be built: a catalogue id, a path, `-`, or a text with the
 * name of its file. Throws every problem found; a parameter nobody gave is exit 3.
 */
export async function preparePlan(
  what: string | { text: string; file: string },
  options: PlanOptions = {},
): Promise<PreparedPlan> {
  const entry = typeof what === "string" ? await findEntry(what) : undefined;
  if (entry) return prepareEntry(entry, options);
  const { text, file } = typeof what === "string" ? await readText(what, options) : what;
  const document = answer(await withFields(parsePlan(text, file), options), options);
  return { ...(await readPlan(document)), text: printPlan(document) };
}

/** The skeleton for an API that is not in the catalogue, with the answers in it; its blanks are for `plan check` to name. */
export function customPlan(options: Pick<PlanOptions, "params" | "set"> = {}): string {
  return printPlan(answer(parsePlan(customTemplate()), options));
}

/** The same with what is known of the API, and a first comment of its own. */
export function foundPlan(
  { rows, head }: { rows: FoundRows; head: string },
  options: Pick<PlanOptions, "params" | "set"> = {},
): string {
  return printPlan(answer(parsePlan(customTemplate(rows, head)), options));
}

/**
 * A complete commented plan for a catalogue source. Parameters that nobody gave stand in it as blanks, which
 * `plan check` names; everything else has passed the gate.
 */
export async function planTemplate(
  entry: SourceEntry,
  options: Pick<PlanOptions, "params" | "set"> = {},
): Promise<string> {
  const given = answer(startDocument(entry), options);
  const open = Object.entries(entry.params).filter(
    ([name, param]) => param.default === undefined && !hasParam(given, name),
  );
  const document = open.reduce(
    (each, [name, { example }]) => setIn(each, { path: ["source", "params", name], value: example }),
    given,
  );
  const { complete } = await readPlan(document);
  return printTemplate({ complete, entry, document: given, open: open.map(([name]) => name) });
}

async function prepareEntry(entry: SourceEntry, options: PlanOptions): Promise<PreparedPlan> {
  const document = answer(startDocument(entry), options);
  const read = await readPlan(document);
  return {
    ...read,
    text: printTemplate({ complete: read.complete, entry: read.entry ?? entry, document, open: [] }),
  };
}

function answer(document: PlanDocument, { params = [], set = [] }: PlanOptions): PlanDocument {
  const answers = [...params.map(parseParam), ...set.map(parseSet)];
  return answers.reduce(setIn, withoutStrays(document, answers));
}

/** Where an answer chooses another architecture or kind of changes, times of the one before mean nothing any more. */
function withoutStrays(document: PlanDocument, answers: readonly Answer[]): PlanDocument {
  const given = document.value as { architecture?: unknown; schedule?: Record<string, unknown> };
  if (!isMapping(given.schedule)) return document;
  const chosen = answers.flatMap((answer) => architectureOf(answer, given.architecture) ?? []).at(-1);
  const kind = answers.flatMap((answer) => changesKindOf(answer) ?? []).at(-1);
  const strays = [...(chosen === undefined ? [] : strayTimes(chosen)), ...unusedTimes({ kind })];
  return strays
    .filter((name) => given.schedule?.[name] !== undefined)
    .reduce((each, name) => setIn(each, { path: ["schedule", name], value: undefined }), document);
}

/** The architecture that an answer leads to: by its name, or because the API cannot tell what changed. */
function architectureOf(answer: Answer, given: unknown): Architecture | undefined {
  const { path, value } = answer;
  if (path.join(".") === "architecture")
    return value === "replace" || value === "backfill-delta" ? value : undefined;
  return changesKindOf(answer) === "none" && given === undefined ? "replace" : undefined;
}

/** The kind of changes that an answer chooses; undefined if it is about something else. */
function changesKindOf({ path, value }: Answer): unknown {
  const field = path.join(".");
  if (field !== "source.changes" && field !== "source.changes.kind") return undefined;
  return isMapping(value) ? value["kind"] : value;
}

/** Answers about single fields need something to change: the catalogue's fields, if the plan leaves them to it. */
async function withFields(document: PlanDocument, { set = [] }: PlanOptions): Promise<PlanDocument> {
  const { fields, source } = document.value as { fields?: unknown; source?: { from?: unknown } };
  const from = source?.from;
  if (fields !== undefined || typeof from !== "string" || !set.some((text) => /^fields[.[]/.test(text)))
    return document;
  const isKnown = (await listEntries()).some(({ id }) => id === from);
  return isKnown ? setIn(document, { path: ["fields"], value: (await loadEntry(from)).fields }) : document;
}

function hasParam({ value }: PlanDocument, name: string): boolean {
  const { source } = value as { source?: { params?: Record<string, unknown> } };
  return Object.hasOwn(source?.params ?? {}, name);
}

// `plan.yaml` has the form of an id too, so the catalogue decides and then the ending.
async function findEntry(what: string): Promise<SourceEntry | undefined> {
  if (!isEntryId(what)) return undefined;
  const isKnown = (await listEntries()).some(({ id }) => id === what);
  return isKnown || !/\.(ya?ml|json|txt)$/.test(what) ? loadEntry(what) : undefined;
}

async function readText(
  what: string,
  { readFile, readStdin }: PlanOptions,
): Promise<{ text: string; file: string }> {
  if (what === "-") return { text: (await readStdin?.()) ?? "", file: "standard input" };
  try {
    return { text: (await readFile?.(what)) ?? "", file: what };
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (error instanceof Problem || typeof code !== "string") throw error;
    if (code !== "ENOENT") throw new Problem("plan/file-unreadable", { file: what, detail: code });
    const ids = (await listEntries()).map(({ id }) => id);
    throw new Problem("plan/file-missing", { file: what, near: findMeant(what, ids) });
  }
}
