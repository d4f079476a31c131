import { cutToWidth, toPlainLine } from "../problems/text-width.ts";
import { Problem } from "../problems/problem.ts";
import { printable } from "../problems/printable.ts";
import { workerPath } from "../project/read.ts";
import { findText, listFolder } from "../project/text-file.ts";
import { createMask, isSecretName, type Mask } from "../run/mask.ts";
import { parseEnv } from "../run/env-file.ts";
import { checks } from "./checks/index.ts";
import { openPlace } from "./place.ts";
import type { Check, Finding, Found, Place } from "./types.ts";

/** What doctor found. `isWorker`: this is the folder of a worker; if not, only the machine was looked at. */
export type Examination = { isWorker: boolean; found: readonly Found[] };

const sdkName = "@notionhq/workers";
const longestSentence = 400;

/**
 * Looks at a machine and a worker project and changes nothing. Needs no network; runs the project's own tools (tsc, ntn)
 * and git, but none of its code. Whatever stands in its files comes back as a finding.
 */
export async function examine(
  given: Pick<Place, "root" | "env" | "node">,
  all: readonly Check[] = checks,
): Promise<Examination> {
  const place = openPlace(given);
  const isWorker = await hasWorker(place);
  const fitting = all.filter(({ about }) => isWorker || about === "machine");
  const mask = await makeMask(place);
  const found = await Promise.all(fitting.map((check) => lookBy(check, place)));
  return { isWorker, found: withoutTwins(found.flat().map((one) => makePlain(one, mask))) };
}

async function lookBy(check: Check, place: Place): Promise<Found[]> {
  const found = await check.look(place).catch((error: unknown): Finding[] => {
    if (error instanceof Problem) return [{ status: "problem", says: sayWhere(error), fix: error.fix }];
    const code = systemCode(error);
    if (code === undefined) throw error;
    return [{ status: "note", says: `${check.id} could not be looked at: ${code}` }];
  });
  return found.map((one) => ({ check: check.id, ...one }));
}

function sayWhere({ message, place: { file, line } }: Problem): string {
  if (file === undefined || message.includes(file)) return message;
  return `${file}${line === undefined ? "" : `:${line}`}: ${message}`;
}

function systemCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** By what only a worker has: another package is none, however much it may look like one without the SDK. */
async function hasWorker({ root, ...place }: Place): Promise<boolean> {
  const names = await listFolder(root, ".");
  if (names.includes("workers.json") || names.includes("syncs")) return true;
  const code = await findText(root, workerPath).catch(() => "");
  if (code?.includes(sdkName)) return true;
  // Where package.json cannot be read, any code in the right place may be a worker's.
  const facts = await place.package().catch(() => "broken" as const);
  return facts === "broken" ? code !== undefined : facts?.ranges.has(sdkName) === true;
}

/** What reads the code may quote it, and secrets may stand there too. */
async function makeMask({ envText, env }: Place): Promise<Mask> {
  const text = await envText().catch(() => undefined);
  const shell = Object.entries(env).flatMap(([name, value]) =>
    value !== undefined && isSecretName(name) ? [[name, value] as const] : [],
  );
  return createMask([...parseEnv(text ?? ""), ...shell]);
}

function makePlain({ check, status, says, fix }: Found, mask: Mask): Found {
  const plain = (text: string): string => cutToWidth(toPlainLine(printable(mask(text))), longestSentence);
  return { check, status, says: plain(says), ...(fix !== undefined && { fix: plain(fix) }) };
}

/** One broken file keeps several checks from looking; it is told once. */
function withoutTwins(found: readonly Found[]): Found[] {
  return found.filter(
    (one, index) =>
      found.findIndex(({ says, status }) => says === one.says && status === one.status) === index,
  );
}
