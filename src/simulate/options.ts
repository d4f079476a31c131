import type { PlatformSettings } from "../notion/types.ts";
import { findNearest } from "../problems/nearest.ts";
import { Problem } from "../problems/problem.ts";
import type { Scenario } from "./types.ts";

const mostSeed = 2 ** 31 - 1;
const mostRuns = 1000;

/** The platform as it spoils the most, and as it forgives the most: every fact about it in both of its forms. */
const extremes: readonly PlatformSettings[] = [
  { sweep: "takes", lastState: "dropped", omitted: "kept" },
  { sweep: "spares", lastState: "kept", omitted: "cleared" },
];

/** The seeds of `--seed` (default 1) and `--runs` (default 1): so many, counting up. */
export function readSeeds(seed: string | undefined, runs: string | undefined): number[] {
  const first = readSeed(seed);
  const count = readNumber("--runs", runs, { least: 1, most: mostRuns });
  return Array.from({ length: count }, (_, index) => first + index);
}

/** The seed of `--seed`; 1 if there is none. */
export function readSeed(text: string | undefined): number {
  return readNumber("--seed", text, { least: 0, most: mostSeed });
}

/** The port of `--port`; 0, which is any free one, if there is none. */
export function readPort(text = "0"): number {
  return readNumber("--port", text, { least: 0, most: 65_535 });
}

/** The settings of the platform to try: `default` are the two extremes, `all` every combination. */
export function readSettings(text = "default"): readonly PlatformSettings[] {
  if (text === "default") return extremes;
  if (text !== "all") {
    throw new Problem("usage/invalid-value", {
      option: "--settings",
      value: text,
      expected: "default or all",
    });
  }
  const sweeps = ["takes", "spares"] as const;
  const lastStates = ["dropped", "kept"] as const;
  const omissions = ["kept", "cleared"] as const;
  return sweeps.flatMap((sweep) =>
    lastStates.flatMap((lastState) => omissions.map((omitted) => ({ sweep, lastState, omitted }))),
  );
}

/** The scenarios of these names in the order of the list, or all that are not heavy; `quick` leaves the quick ones. */
export function chooseScenarios(
  all: readonly Scenario[],
  { names, quick }: { names: readonly string[]; quick: boolean },
): readonly Scenario[] {
  const known = all.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new Problem("simulate/unknown-scenario", {
      scenario: unknown.slice(0, 100),
      nearest: findNearest(unknown, known),
      known,
    });
  }
  if (names.length > 0) return all.filter(({ name }) => names.includes(name));
  return all.filter((scenario) => (quick ? scenario.quick === true : scenario.heavy !== true));
}

function readNumber(
  option: string,
  text: string | undefined,
  { least, most }: { least: number; most: number },
): number {
  if (text === undefined) return 1;
  const number = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
  if (number >= least && number <= most) return number;
  const expected = `a whole number from ${least} to ${most}`;
  throw new Problem("usage/invalid-value", { option, value: text, expected });
}
