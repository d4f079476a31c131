// A script: which mistakes the rules of `validate` notice in which workers. `npx tsx test/validate/recall.ts [words]`
// takes the mistakes whose names have these words. Beside them it plays the mutants of the simulator.
import { isCaught, makeMistakes, readBases, tryAll, type Trial } from "./recalled.ts";
import { isUnclaimed, unclaimed } from "./unclaimed.ts";
import { trySimulated } from "./recalled-simulated.ts";

const [, , only = ""] = process.argv;
const trials = tryAll(makeMistakes(readBases(), only));
const simulated = only === "" ? await trySimulated() : [];

const percent = (part: number, whole: number): string =>
  `${whole === 0 ? 100 : Math.floor((100 * part) / whole)} %`;
const say = (trial: Trial): string =>
  isCaught(trial)
    ? "caught"
    : trial.isAsked
      ? "asked"
      : isUnclaimed(trial)
        ? "not claimed"
        : trial.found.length > 0
          ? `by another: ${trial.found.join(", ")}`
          : "missed";

const lines: string[] = [];
for (const operator of new Set(trials.map((trial) => trial.operator))) {
  const own = trials.filter((trial) => trial.operator === operator);
  const caught = own.filter(isCaught);
  lines.push(`${operator} (${own[0]?.rule ?? ""}): ${caught.length} of ${own.length}`);
  for (const trial of own.filter((one) => !isCaught(one))) lines.push(`    ${trial.base}: ${say(trial)}`);
}
const caught = trials.filter(isCaught).length;
const asked = trials.filter((trial) => !isCaught(trial) && trial.isAsked).length;
const noticed = trials.filter(({ found }) => found.length > 0).length;
lines.push("");
lines.push(
  `By the claimed rule ${caught} of ${trials.length} (${percent(caught, trials.length)}), asked about by it ${asked}, told of by any ${noticed}.`,
);
const left = unclaimed.filter((one) => trials.some((trial) => isUnclaimed(trial) && trial.base === one.base));
if (left.length > 0) {
  const seeable = trials.filter((trial) => isCaught(trial) || (!trial.isAsked && !isUnclaimed(trial)));
  lines.push(
    `Of those that are neither asked about nor unclaimed: ${caught} of ${seeable.length} (${percent(caught, seeable.length)}). Not claimed:`,
  );
  for (const { operator, base, reason } of left) lines.push(`    ${operator}, ${base}: ${reason}`);
}
if (simulated.length > 0) {
  const told = simulated.filter(({ found }) => found.length > 0);
  lines.push(
    `Of the simulator's ${simulated.length} mutants ${told.length} are noticed without running anything:`,
  );
  for (const { name, found } of told) lines.push(`    ${name}: ${found.join(", ")}`);
}
process.stdout.write(`${lines.join("\n")}\n`);
