/** A process of its own, under tsx: plays one scenario against each of many workers, and prints what was found as JSON. */
import { readFile } from "node:fs/promises";
import type { Plan } from "../../src/plan/schema.ts";
import { installClock } from "../../src/simulate/clock.ts";
import { readSettings } from "../../src/simulate/options.ts";
import { runScenario } from "../../src/simulate/run-scenario.ts";
import { scenarios } from "../../src/simulate/scenarios/index.ts";
import { simulatedAccessToken } from "../../src/simulate/simulate-environment.ts";
import { subjectsOf } from "../../src/simulate/subject.ts";
import { loadWorker } from "../../src/simulate/worker.ts";

/** `root`: absolute path of the worker's project. */
export type Job = {
  name: string;
  root: string;
  plan: Plan;
  sample: unknown;
  scenario: string;
  platform: "spoils" | "forgives";
  seed: number;
};
/** The kinds of what was found, or why nothing could be played. */
export type Played = { name: string; kinds: string[] } | { name: string; fault: string };

const write = process.stdout.write.bind(process.stdout);
const [, , file = ""] = process.argv;
const jobs = JSON.parse(await readFile(file, "utf8")) as Job[];
const { clock } = installClock(Date.UTC(2026, 2, 2, 8));
const [spoils, forgives] = readSettings();

async function play({ name, root, plan, sample, scenario: wanted, ...by }: Job): Promise<Played> {
  const settings = by.platform === "forgives" ? forgives : spoils;
  const scenario = scenarios.find((one) => one.name === wanted);
  const accessToken = simulatedAccessToken([plan]);
  const worker = await loadWorker({ root, entry: "src/index.ts", env: process.env, accessToken, clock });
  try {
    const [subject] = subjectsOf(worker.manifest, { plan, sample });
    if (!scenario || !subject || !settings) return { name, fault: `there is no ${wanted}` };
    const applies = scenario.applies(subject);
    if (applies !== true) return { name, fault: `${wanted} does not apply: ${applies}` };
    const { findings } = await runScenario({ subject, scenario, seed: by.seed, settings }, { worker, clock });
    return { name, kinds: [...new Set(findings.map(({ kind }) => kind))] };
  } finally {
    worker.close();
  }
}

const played: Played[] = [];
for (const job of jobs) {
  played.push(await play(job).catch((error: unknown) => ({ name: job.name, fault: String(error) })));
}
write(JSON.stringify(played));
process.exit(0);
