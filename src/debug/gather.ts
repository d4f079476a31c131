import { resolve } from "node:path";
import { preparePlan } from "../plan/load.ts";
import { syncKeys } from "../plan/names.ts";
import { Problem } from "../problems/problem.ts";
import { readProject } from "../project/read.ts";
import { findText } from "../project/text-file.ts";
import type { Project } from "../project/types.ts";
import { readEnvFile } from "../run/env-file.ts";
import { readSources } from "../validate/read-sources.ts";
import { review } from "../validate/validate.ts";
import type { CodeFacts, Evidence, PlanFacts, PlatformFacts, Symptom } from "./evidence.ts";
import { makeEvidence } from "./evidence.ts";
import { createPlaces } from "./logs/places.ts";
import { readLog, type LogOptions } from "./logs/read-log.ts";
import { createLogMask } from "./mask-log.ts";
import { readCode } from "./read-code.ts";
import type { RunLog } from "./types.ts";

/** What is asked: about which sync, what people see, what the log and Notion say. */
export type Asked = {
  key?: string;
  symptom?: Symptom;
  log?: AsyncIterable<Uint8Array>;
  platform?: PlatformFacts;
};

/**
 * Reads all that the project in `root` tells and puts it beside the log. What cannot be read is named in `unseen`
 * instead of thrown: a log alone is something, too.
 */
export async function gather(root: string, asked: Asked): Promise<Evidence> {
  const folder = resolve(root);
  const unseen: string[] = [];
  const orSay = async <Value>(what: string, read: () => Promise<Value>): Promise<Value | undefined> => {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      unseen.push(`${what}: ${error.message}`);
      return undefined;
    }
  };
  const project = await orSay("The project could not be read", () => readProject(folder));
  const code = await orSay("The code could not be read", async () => {
    const sources = await readSources(folder);
    return readCode(sources, review(sources).findings);
  });
  const log = asked.log && (await readLog(asked.log, await optionsFor(folder, code)));
  const plans = await readPlans(folder, project?.plans ?? []);
  const key = asked.key ?? (code ? findKey(log, code) : undefined);
  return makeEvidence({
    ...(asked.symptom && { symptom: asked.symptom }),
    ...(asked.platform && { platform: asked.platform }),
    ...(log && { log }),
    ...(key !== undefined && { key }),
    ...(code && { code }),
    ...(project && { project: factsOf(project) }),
    plans,
    unseen,
  });
}

/** Values of .env are taken out of a log whatever they look like; frames are looked up, and rows held against the schema. */
async function optionsFor(root: string, code: CodeFacts | undefined): Promise<LogOptions> {
  return {
    mask: createLogMask(await readEnvFile(root)),
    ...(code && { places: await createPlaces(root), databases: code.databases }),
  };
}

/** The only sync a log can be about: by what the platform names, by where its errors came up, by its database. */
function findKey(log: RunLog | undefined, { syncs }: CodeFacts): string | undefined {
  const runs = log?.runs ?? [];
  const frames = runs.flatMap(({ errors }) => errors.flatMap((error) => error.frames));
  const named = runs.flatMap(({ sync }) => sync ?? []);
  const entered = syncs.filter(({ place, endLine }) =>
    frames.some(({ file, line }) => file === place.file && line >= place.line && line <= endLine),
  );
  const written = new Set(runs.flatMap(({ databases = [] }) => databases));
  const writing = syncs.filter(({ database }) => database !== undefined && written.has(database));
  const found = [named, ...[entered, writing, syncs].map((all) => all.map(({ key }) => key))];
  const only = found.map((keys) => [...new Set(keys)]).find((keys) => keys.length === 1);
  return only?.[0];
}

function factsOf({ moduleType, sdk, env }: Project): NonNullable<Evidence["project"]> {
  return {
    ...(moduleType && { moduleType }),
    ...(sdk && { sdk: sdk.version }),
    env: env.names,
  };
}

async function readPlans(root: string, files: readonly string[]): Promise<PlanFacts[]> {
  const plans = await Promise.all(files.map((file) => readPlan(root, file)));
  return plans.flatMap((plan) => plan ?? []);
}

// A plan that is not in order is for `plan check` to complain about.
async function readPlan(root: string, file: string): Promise<PlanFacts | undefined> {
  try {
    const text = await findText(root, file);
    if (text === undefined) return undefined;
    const { plan } = (await preparePlan({ text, file })).complete;
    return { file, keys: syncKeys(plan), deletes: plan.source.deletes.map(({ kind }) => kind) };
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}
