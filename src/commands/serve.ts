import { Problem } from "../problems/problem.ts";
import { readPort, readSeed } from "../simulate/options.ts";
import { exampleCurl } from "../upstream/example-request.ts";
import { serveUpstream, type ServeOptions, type ServedUpstream } from "../upstream/serve.ts";
import { prepare, sayAgain } from "./plan-answers.ts";
import type { Context, Outcome } from "./types.ts";

/** What `create-sync serve` takes: a source or a plan file, and the flags as they were typed. */
export type ServeArguments = {
  source: string;
  port?: string;
  seed?: string;
  still?: boolean;
  param: string[];
  set: string[];
};

/** Serves a fake of a source's API on the loopback; says where, and goes on until Ctrl-C, which is its normal end. */
export async function serve(context: Context, given: ServeArguments): Promise<Outcome> {
  const { source, still = false, param, set } = given;
  const [port, seed] = [readPort(given.port), readSeed(given.seed)];
  const { complete, entry } = await prepare(context, source, { param, set });
  const { plan } = complete;
  const served = await open({ plan, sample: entry?.sample, seed, changing: !still, port });
  const curl = exampleCurl(plan, served.url);
  const point = `source.baseUrl=${served.url}`;
  const add = `create-sync add ${sayAgain(source, { param, set: [...set, point] })}`;
  const { many } = plan.source.record;
  const text = [
    `A fake of ${plan.source.product} answers at ${served.url} until Ctrl-C.`,
    still ? `Its ${many} stay as they are.` : `Every few seconds something happens to its ${many}.`,
    "",
    "Look at it (any credential will do):",
    `  ${curl}`,
    "",
    "A worker that reads it:",
    `  ${add}`,
  ];
  return {
    result: { url: served.url, source: plan.source.from ?? null, seed, changing: !still, curl },
    text: text.join("\n"),
    next: [add],
    goOn: async () => {
      await context.untilInterrupt?.();
      await served.close();
      const { length } = served.upstream.log;
      context.say(`Stopped after ${length} request${length === 1 ? "" : "s"}.`);
    },
  };
}

async function open(options: ServeOptions): Promise<ServedUpstream> {
  try {
    return await serveUpstream(options);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
    if (code === undefined) throw error;
    throw new Problem("serve/no-port", { port: options.port, code });
  }
}
