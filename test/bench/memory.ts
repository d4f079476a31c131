import { execFile } from "node:child_process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { makeEnvironment } from "../../src/simulate/simulate-environment.ts";
import { serveUpstream } from "../../src/upstream/serve.ts";
import { prepare, simulatedWorker, type Wanted } from "../kit/simulated.ts";
import type { Walked } from "./memory-child.ts";

const run = promisify(execFile);
const child = fileURLToPath(new URL("memory-child.ts", import.meta.url));
const tsx = pathToFileURL(fileURLToPath(import.meta.resolve("tsx"))).href;

/** Walks all records of a source's fake, served over real HTTP by this process, in a worker of its own. */
export async function walkAll(wanted: Wanted, records: number): Promise<Walked> {
  const { complete, entry } = await prepare(wanted);
  const { plan } = complete;
  // The pacer does not wait here, so the fake must not mind.
  const rate = plan.source.rate.map((one) => ({ ...one, requests: 1e9 }));
  const served = await serveUpstream({
    ...{
      plan: { ...plan, source: { ...plan.source, rate } },
      sample: entry?.sample,
      seed: 1,
      changing: false,
      port: 0,
    },
    records,
  });
  const { root, remove } = await simulatedWorker([{ ...wanted, set: [`source.baseUrl=${served.url}`] }]);
  try {
    const placeholders = await makeEnvironment(root, [plan]);
    const { stdout } = await run(process.execPath, ["--expose-gc", "--import", tsx, child, root], {
      env: { ...process.env, ...placeholders, NODE_NO_WARNINGS: "1" },
      timeout: 900_000,
    });
    return JSON.parse(stdout) as Walked;
  } finally {
    await served.close();
    await remove();
  }
}
