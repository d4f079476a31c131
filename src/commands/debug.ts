import { resolve } from "node:path";
import type { Symptom } from "../debug/evidence.ts";
import { investigate } from "../debug/investigate.ts";
import { openLogFile, refuseBinary } from "../debug/open-log.ts";
import { describeDiagnosis } from "../debug/report.ts";
import { scenariosOf } from "../debug/reproduce.ts";
import { toDiagnosisJson } from "../debug/to-json.ts";
import { Problem } from "../problems/problem.ts";
import type { Context, Outcome } from "./types.ts";

/** What `create-sync debug` takes: the key of a sync, empty if none was named, and the flags as they were typed. */
export type DebugArguments = { key: string; log?: string; rows?: string };

/** Finds out what is wrong with a sync from its log, its code and what ntn says. Exit 5 if something was found. */
export async function debug(context: Context, { key, log: file, rows }: DebugArguments): Promise<Outcome> {
  const symptom = readSymptom(rows);
  const found = await investigate(context.cwd, {
    ...(key && { key }),
    ...(symptom && { symptom }),
    ...(file !== undefined && { log: openLog(context, file) }),
    env: context.env,
    ...(context.interactive && { ask: () => askSymptom(context) }),
    say: context.say,
  });
  const { suspicions, tellApart, error } = found.diagnosis;
  const failed = found.rows?.played.find(({ finding }) => finding);
  const isFound = suspicions.length > 0 || error !== undefined || failed !== undefined;
  const next = [failed?.command, tellApart?.command, suspicions[0]?.proof[0]];
  return {
    result: toDiagnosisJson(found),
    text: describeDiagnosis(found),
    next: [...new Set(next.flatMap((command) => command ?? []))],
    exit: isFound ? 5 : 0,
  };
}

function openLog(context: Context, file: string): AsyncIterable<Uint8Array> {
  if (file !== "-") return openLogFile(resolve(context.cwd, file), file);
  if (!context.openStdin) throw new Problem("usage/stdin-terminal", {});
  return refuseBinary(context.openStdin(), "standard input");
}

const words: Readonly<Record<Symptom, string>> = {
  missing: "Rows are missing that exist at the source",
  stale: "Rows show old values, or stay although their record is gone",
  duplicated: "A record has two rows",
  vanished: "Rows were there and went",
  "not-cleared": "A value was emptied at the source, and Notion keeps it",
};

function readSymptom(text: string | undefined): Symptom | undefined {
  const symptom = isSymptom(text) ? text : undefined;
  if (text === undefined || symptom) return symptom;
  const expected = Object.keys(scenariosOf).join(", ");
  throw new Problem("usage/invalid-value", { option: "--rows", value: text, expected });
}

async function askSymptom(context: Context): Promise<Symptom | undefined> {
  if (!context.terminal) return undefined;
  const { makeAsker } = await import("../ask/ask.ts");
  const choices = [...Object.entries(words), ["", "Something else"] as const];
  const asked = choices.map(([value, name]) => ({ value, name }));
  const message = "No error tells what is wrong. What do you see?";
  const answer = await makeAsker(context.terminal(), context.say).select({ message, choices: asked });
  return isSymptom(answer) ? answer : undefined;
}

function isSymptom(text: string | undefined): text is Symptom {
  return text !== undefined && Object.hasOwn(scenariosOf, text);
}
