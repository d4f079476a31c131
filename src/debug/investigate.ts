import { findNearest } from "../problems/nearest.ts";
import { Problem } from "../problems/problem.ts";
import { cutToWidth, toPlainLine } from "../problems/text-width.ts";
import { readProject } from "../project/read.ts";
import { askNtn, type FromNtn } from "./ask-ntn.ts";
import { diagnose, lastError } from "./diagnose.ts";
import { makeEvidence, type Evidence, type Symptom } from "./evidence.ts";
import { gather } from "./gather.ts";
import type { Findings } from "./report.ts";
import { reproduce } from "./reproduce.ts";
import type { Place } from "./types.ts";

export type Investigation = {
  key?: string;
  symptom?: Symptom;
  log?: AsyncIterable<Uint8Array>;
  /** What ntn is run with; without it, it is not asked. */
  env?: Readonly<Record<string, string | undefined>>;
  /** Asks what people see, where nothing else tells what is wrong; undefined for "something else". */
  ask?: () => Promise<Symptom | undefined>;
  say: (line: string) => void;
  budgetMs?: number;
};

/**
 * Finds out what is wrong with a sync: by its log, by what ntn says where there is none, by its code, and where no error
 * tells it by playing what people see. Throws a Problem for a key the worker does not have (exit 2), and where there is
 * nothing to go on and nobody to ask (exit 3).
 */
export async function investigate(root: string, given: Investigation): Promise<Findings> {
  const { key, say } = given;
  const from = given.log || !given.env ? undefined : await fromNtn(root, { ...given, env: given.env });
  const log = given.log ?? (from && from.logs.length > 0 ? piecesOf(from.logs) : undefined);
  const read = await gather(root, {
    ...(key !== undefined && { key }),
    ...(given.symptom && { symptom: given.symptom }),
    ...(log && { log }),
    ...(from && { platform: from.platform }),
  });
  refuseUnknownKey(read, key);
  const unseen = [...read.unseen, ...(from?.unseen ?? [])];
  const evidence = await withSymptom({ ...read, unseen }, { ...given, why: sayWhy(from, given) });
  const { symptom } = evidence;
  if (symptom === undefined || hasFailed(evidence)) return { evidence, diagnosis: diagnose(evidence) };
  const rows = await reproduce(root, {
    symptom,
    ...(evidence.key !== undefined && { key: evidence.key }),
    ...(given.budgetMs !== undefined && { budgetMs: given.budgetMs }),
    onPlay: (scenario) => say(`Playing ${scenario} …`),
  });
  const played = rows.played.map(({ scenario, finding }) => ({
    scenario,
    ...(finding && { detail: finding.detail, ...placeOf(finding.where) }),
  }));
  const known = { ...evidence, played };
  return { evidence: known, diagnosis: diagnose(known), rows };
}

/** `src/index.ts:42`, as the simulator names the line that lost a row. */
function placeOf(where = ""): { place?: Place } {
  const [, file, line] = /^(.+?):(\d+)/.exec(where) ?? [];
  return file === undefined ? {} : { place: { file, line: Number(line) } };
}

async function* piecesOf(texts: readonly string[]): AsyncIterable<Uint8Array> {
  for (const text of texts) yield Buffer.from(`${text}\n`);
}

async function fromNtn(
  root: string,
  { key, env, say }: Investigation & { env: NonNullable<Investigation["env"]> },
): Promise<FromNtn | undefined> {
  say("Asking ntn …");
  // What cannot be read is told once, by those who need more of it.
  const project = await readProject(root).catch(() => undefined);
  const items = project?.items ?? [];
  const keysOf = (kinds: readonly string[]): string[] =>
    items.filter(({ kind }) => kinds.includes(kind)).map((item) => item.key);
  return askNtn(root, {
    env,
    keys: keysOf(["sync"]),
    oauthKeys: keysOf(["oauth"]),
    ...(key !== undefined && { key }),
  });
}

function sayWhy(from: FromNtn | undefined, { env }: Investigation): string {
  if (!env) return "none was given";
  return (
    from?.unseen[0]?.replace(/\.$/, "") ?? (from ? "ntn had none" : "no ntn is installed that could be asked")
  );
}

/** Asks what people see where neither a log nor ntn tells what is wrong. */
async function withSymptom(
  evidence: Evidence,
  { ask, why, key }: Investigation & { why: string },
): Promise<Evidence> {
  if (evidence.symptom !== undefined || hasFailed(evidence)) return evidence;
  const isKnown = evidence.log !== undefined || evidence.platform.outcome !== undefined;
  if (!ask) {
    if (isKnown) return evidence;
    throw new Problem("debug/nothing-to-go-on", { key, why });
  }
  if (diagnose(evidence).suspicions.some(({ certainty }) => certainty !== "possible")) return evidence;
  const symptom = await ask();
  return symptom === undefined ? evidence : makeEvidence({ ...evidence, symptom });
}

/** Whether an error, or Notion itself, says that the last run went wrong. */
function hasFailed(evidence: Evidence): boolean {
  const { outcome } = evidence.platform;
  const error = lastError(evidence);
  return (
    outcome === "failed" ||
    outcome === "timed out" ||
    (error !== undefined && error.error?.kind !== "rate-limit")
  );
}

function refuseUnknownKey({ code }: Evidence, key: string | undefined): void {
  const keys = code?.syncs.map((sync) => sync.key) ?? [];
  if (key === undefined || keys.length === 0 || keys.includes(key)) return;
  const shown = keys.map((one) => cutToWidth(toPlainLine(one), 60));
  throw new Problem("debug/unknown-key", {
    key: key.slice(0, 100),
    nearest: findNearest(key, shown),
    syncs: shown,
  });
}
