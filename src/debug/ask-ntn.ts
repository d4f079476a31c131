import { collect, type Answer, type Collected } from "../ntn/collect.ts";
import type { KeyRow, ListedRun } from "../ntn/plain.ts";
import { openNtn } from "../ntn/ntn.ts";
import type { Mask } from "../run/mask.ts";
import type { PlatformFacts } from "./evidence.ts";

/** What the installed ntn could tell: what Notion says, the logs of the newest failing runs, and why it told no more. */
export type FromNtn = { platform: PlatformFacts; logs: readonly string[]; unseen: readonly string[] };

export type AskedOfNtn = {
  env: Readonly<Record<string, string | undefined>>;
  key?: string;
  keys: readonly string[];
  oauthKeys: readonly string[];
  mask?: Mask;
};

/** Asks ntn about the deployed worker; reads only. Undefined where there is no ntn. Never throws. */
export async function askNtn(root: string, asked: AskedOfNtn): Promise<FromNtn | undefined> {
  const { env, key, keys, oauthKeys, mask } = asked;
  const ntn = await openNtn(root, { env, ...(mask && { mask }) });
  if (ntn?.version === undefined) return undefined;
  return understand(await collect(ntn, { keys, oauthKeys, ...(key !== undefined && { sync: key }) }), key);
}

/** What was collected, as a diagnosis needs it. */
export function understand(
  { runs, logs, status, capabilities, remoteNames }: Collected,
  key?: string,
): FromNtn {
  const outcome = outcomeOf({
    runs: valueOf(runs),
    rows: [...valueOf(status), ...valueOf(capabilities)],
    key,
  });
  const pushed = remoteNames.kind === "got" ? { pushed: remoteNames.value } : {};
  const texts = logs.flatMap(({ log }) => (log.kind === "got" ? [log.value] : []));
  return {
    platform: { ...(outcome && { outcome }), ...pushed },
    // Listed newest first; a diagnosis reads from the oldest on.
    logs: texts.reverse(),
    unseen: [
      ...saysWhy("The list of runs", runs),
      ...logs.flatMap(({ log }) => saysWhy("The log of a run", log)).slice(0, 1),
      ...saysWhy("What `ntn workers sync status` says", status),
      ...saysWhy("The names of the deployed variables", remoteNames),
    ],
  };
}

function outcomeOf({
  runs,
  rows,
  key,
}: {
  runs: readonly ListedRun[];
  rows: readonly KeyRow[];
  key: string | undefined;
}): PlatformFacts["outcome"] {
  const own = key === undefined ? rows : rows.filter((row) => row.key === key);
  if (own.some(({ status }) => status === "DISABLED" || status === "PAUSED")) return "disabled";
  const newest = runs.find(({ sync }) => key === undefined || sync === undefined || sync === key);
  if (!newest) return undefined;
  if (newest.exit === 124 || newest.exit === 137) return "timed out";
  return newest.hasFailed ? "failed" : "succeeded";
}

function valueOf<Row>(answer: Answer<readonly Row[]>): readonly Row[] {
  return answer.kind === "got" ? answer.value : [];
}

const reasons: Readonly<Record<Exclude<Answer<unknown>["kind"], "got" | "failed">, string>> = {
  "not-there": "the installed ntn has no command for it",
  "not-logged-in": "ntn is not signed in (ntn login)",
  "not-deployed": "ntn knows no deployed worker of this folder",
};

function saysWhy(what: string, answer: Answer<unknown>): string[] {
  if (answer.kind === "got") return [];
  return [`${what}: ${answer.kind === "failed" ? answer.why : reasons[answer.kind]}.`];
}
