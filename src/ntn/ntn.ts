import { createMask, isSecretName, type Mask } from "../run/mask.ts";
import { readEnvFile } from "../run/env-file.ts";
import { runProgram, type Ran } from "../run/run-program.ts";
import { findNtn, type NtnPlace } from "./find.ts";

export type NtnOptions = {
  /** What ntn gets as its environment, where it finds a person's sign-in. */
  env: Readonly<Record<string, string | undefined>>;
  /** Takes secrets out of what ntn prints, beside the values of `.env` and of secret-looking variables. */
  mask?: Mask;
  /** For one command, in ms. Default 20 000: most of them ask Notion. */
  timeoutMs?: number;
};

/** How one command is run. `env` replaces the environment for it. */
export type AskOptions = {
  discardsOutput?: boolean;
  timeoutMs?: number;
  mostText?: number;
  env?: NtnOptions["env"];
};

/** An installed ntn. `ask` runs one command of it in the project, bounded and masked; it never throws. */
export type Ntn = NtnPlace & {
  /** "0.4.0"; undefined where what is there does not answer as ntn does. */
  version: string | undefined;
  env: NtnOptions["env"];
  ask: (args: readonly string[], options?: AskOptions) => Promise<Ran>;
};

const probeMs = 10_000;

/** Finds the ntn of a project and asks for its version, without the network. Undefined if there is none. */
export async function openNtn(root: string, options: NtnOptions): Promise<Ntn | undefined> {
  const place = await findNtn(root, options.env);
  if (place === undefined) return undefined;
  const { env, timeoutMs = 20_000 } = options;
  const own = await makeMask(root, env);
  const mask: Mask = (text) => own(options.mask ? options.mask(text) : text);
  const ask: Ntn["ask"] = (args, one = {}) =>
    runProgram(place.path, args, { root, env, mask, timeoutMs, ...one });
  const { exit, out } = await ask(["--version"], { timeoutMs: probeMs, mostText: 1_000 });
  const version = exit === 0 ? /^ntn v?(\d+\.\d+[\w.+-]{0,40})/.exec(out)?.[1] : undefined;
  return { ...place, version, env, ask };
}

async function makeMask(root: string, env: NtnOptions["env"]): Promise<Mask> {
  const shell = Object.entries(env).flatMap(([name, value]) =>
    value !== undefined && isSecretName(name) ? [[name, value] as const] : [],
  );
  return createMask([...(await readEnvFile(root)), ...shell]);
}
