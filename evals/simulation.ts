import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readManifest } from "../src/run/check.ts";
import { makeEnvironment } from "../src/simulate/simulate-environment.ts";
import type { Evidence } from "./grade.ts";
import { evalsFolder, type Expectation } from "./task.ts";

const findingSchema = z.object({ kind: z.string(), key: z.string(), detail: z.string() });
/** What is read of the answer of `create-sync simulate --json`. */
const answerSchema = z.object({
  error: z.object({ message: z.string() }).optional(),
  result: z
    .object({
      subjects: z.array(
        z.object({
          scenarios: z.array(
            z.object({ name: z.string(), failures: z.array(z.object({ findings: z.array(findingSchema) })) }),
          ),
          skipped: z.array(z.object({ scenario: z.string(), because: z.string() })),
        }),
      ),
    })
    .optional(),
});

type Wanted = Extract<Expectation, { kind: "simulate" }>;

/** Plays an expectation's scenarios in the copy; [] if nothing was found, else each finding. */
export async function simulateSyncs(wanted: Wanted, { judge, workshop }: Evidence): Promise<string[]> {
  const keys = wanted.syncs === "all" ? [] : await findNew(judge.root, workshop.syncsBefore);
  if (wanted.syncs === "new" && keys.length === 0) return ["there is no new sync"];
  const scenarios =
    wanted.scenarios === "quick" ? ["--quick"] : wanted.scenarios.flatMap((name) => ["--scenario", name]);
  const given = await judge.ask(["simulate", ...keys, ...sourceWords(wanted, workshop.url), ...scenarios]);
  const answer = answerSchema.safeParse(given);
  if (!answer.success) return ["create-sync simulate gave no answer"];
  const { result, error } = answer.data;
  if (result === undefined) return [error?.message ?? "create-sync simulate gave no result"];
  return result.subjects.flatMap((subject) => [
    // What is named must be played: a delta that is not there misses no change.
    ...(wanted.scenarios === "quick" ? [] : subject.skipped).map(
      ({ scenario, because }) => `${scenario} was not played: ${because}`,
    ),
    ...subject.scenarios.flatMap(({ name, failures }) =>
      failures
        .flatMap(({ findings }) => findings)
        .map(({ kind, key, detail }) => `${name}, ${kind} ${key}: ${detail}`),
    ),
  ]);
}

function sourceWords({ source, param }: Wanted, url: string | undefined): string[] {
  if (source === undefined) return [];
  const file = join(evalsFolder, "apis", source);
  const isFile = source.endsWith(".plan.yaml") && existsSync(file);
  return [
    ...["--source", isFile ? file : source],
    ...param.flatMap((one) => ["--param", one]),
    ...(isFile && url !== undefined ? ["--set", `source.baseUrl=${url}`] : []),
  ];
}

async function findNew(root: string, before: readonly string[]): Promise<string[]> {
  const { syncs } = await readManifest(root, { env: await makeEnvironment(root, []) });
  return syncs.map(({ key }) => key).filter((key) => !before.includes(key));
}
