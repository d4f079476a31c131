import type { Ran } from "../run/run-program.ts";
import { type NtnFeatures, readFeatures } from "./features.ts";
import { saysNotLoggedIn } from "./login.ts";
import type { AskOptions, Ntn } from "./ntn.ts";
import { type KeyRow, type ListedRun, readKeyRows, readNames, readRuns } from "./plain.ts";

/**
 * What became of a question: "got" the answer; "not-there": this ntn has no such command; "not-logged-in";
 * "not-deployed": ntn knows no worker for this folder; "failed" with ntn's first words.
 */
export type Answer<Value> =
  | { kind: "got"; value: Value }
  | { kind: "not-there" }
  | { kind: "not-logged-in" }
  | { kind: "not-deployed" }
  | { kind: "failed"; why: string };

/** What is asked about: one sync (default: all), every key that may be named, and the keys of OAuth connections. */
export type Wanted = { sync?: string; keys: readonly string[]; oauthKeys: readonly string[] };

/** What ntn could tell of the deployed worker. Texts are masked. */
export type Collected = {
  runs: Answer<readonly ListedRun[]>;
  /** The newest failing runs, of the wanted sync where they are told apart; else the newest run. At most 5. */
  logs: readonly { run: ListedRun; log: Answer<string> }[];
  status: Answer<readonly KeyRow[]>;
  capabilities: Answer<readonly KeyRow[]>;
  /** Names of the variables that the deployed worker has. */
  remoteNames: Answer<readonly string[]>;
  /** Whether there is a token, by the key of the connection; the token itself is never read. */
  oauth: ReadonlyMap<string, Answer<boolean>>;
};

const mostLogs = 5;
const mostLogText = 8_000_000;

/** Asks the installed ntn about the deployed worker, each thing only where its help has the command. Reads only. */
export async function collect(ntn: Ntn, wanted: Wanted, known?: NtnFeatures): Promise<Collected> {
  const features = known ?? (await readFeatures(ntn));
  const { keys } = wanted;
  const about = { ntn, features };
  const runs = await question(about, "workers runs list", (text) => readRuns(text, keys));
  const [logs, status, capabilities, remoteNames, oauth] = await Promise.all([
    collectLogs(about, runs.kind === "got" ? choose(runs.value, wanted.sync) : []),
    question(about, "workers sync status", (text) => readKeyRows(text, keys)),
    question(about, "workers capabilities list", (text) => readKeyRows(text, keys)),
    question(about, "workers env list", readNames),
    Promise.all(wanted.oauthKeys.map(async (key) => [key, await hasToken(about, key)] as const)),
  ]);
  return { runs, logs, status, capabilities, remoteNames, oauth: new Map(oauth) };
}

type About = { ntn: Ntn; features: NtnFeatures };

/** The runs whose logs are worth reading: failing ones, else the newest. */
function choose(runs: readonly ListedRun[], sync: string | undefined): readonly ListedRun[] {
  const own = runs.filter((run) => run.sync === sync);
  const of = sync === undefined || own.length === 0 ? runs : own;
  const failing = of.filter(({ hasFailed }) => hasFailed);
  return failing.length > 0 ? failing.slice(0, mostLogs) : of.slice(0, 1);
}

async function collectLogs(about: About, runs: readonly ListedRun[]): Promise<Collected["logs"]> {
  const logs: { run: ListedRun; log: Answer<string> }[] = [];
  // One after the other: each may be megabytes.
  for (const run of runs) {
    const command = "workers runs logs";
    const log = about.features.has.has(command)
      ? answerOf(
          await about.ntn.ask([...command.split(" "), run.id], { mostText: mostLogText }),
          (text) => text,
        )
      : missing(about.features);
    logs.push({ run, log });
  }
  return logs;
}

/** `workers sync status` is redrawn for ever unless it is told not to. */
const options = ["--no-watch", "--plain"];

async function question<Value>(
  { ntn, features }: About,
  command: string,
  read: (text: string) => Value,
): Promise<Answer<Value>> {
  if (!features.has.has(command)) return missing(features);
  const taken = await Promise.all(options.map((one) => features.takes(command, one)));
  const args = [...command.split(" "), ...options.filter((_, index) => taken[index])];
  return answerOf(await ntn.ask(args), read);
}

async function hasToken({ ntn, features }: About, key: string): Promise<Answer<boolean>> {
  const command = "workers oauth token";
  if (!features.has.has(command)) return missing(features);
  if (!/^[A-Za-z][\w-]{0,127}$/.test(key)) return { kind: "failed", why: "a key that ntn could misread" };
  // The token goes nowhere: nothing reads what ntn prints.
  const asked: AskOptions = { discardsOutput: true };
  const answer = answerOf(await ntn.ask([...command.split(" "), key], asked), () => true);
  const isMissing =
    answer.kind === "failed" &&
    /\b(no|not|without|missing)\b.*\b(token|connect|authori[sz]ed)/i.test(answer.why);
  return isMissing ? { kind: "got", value: false } : answer;
}

function missing({ isWhole }: NtnFeatures): Answer<never> {
  return isWhole ? { kind: "not-there" } : { kind: "failed", why: "ntn took too long to say what it has" };
}

function answerOf<Value>(ran: Ran, read: (text: string) => Value): Answer<Value> {
  const { exit, out, err, end } = ran;
  // A log that is too large is still one, as far as it was read.
  if (exit === 0 || (end === "size" && out !== "")) return { kind: "got", value: read(out) };
  if (end === "time") return { kind: "failed", why: "it took too long" };
  if (end !== "itself")
    return { kind: "failed", why: end === "size" ? "it said too much" : "it did not start" };
  if (/No worker ID found/i.test(err)) return { kind: "not-deployed" };
  if (saysNotLoggedIn(exit, err)) return { kind: "not-logged-in" };
  return { kind: "failed", why: firstWords(err) || `exit code ${exit}` };
}

function firstWords(err: string): string {
  const line = err.split("\n").find((one) => one.trim() !== "") ?? "";
  return line
    .replace(/^error:\s*/, "")
    .trim()
    .slice(0, 300);
}
