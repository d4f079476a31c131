import { expect, test } from "vitest";
import { isCaught, makeMistakes, readBases, tryAll } from "./recalled.ts";

// How much of what is wrong the rules see without running anything. What is missed is listed by `npx tsx
// test/validate/recall.ts`; the share may only rise, and is to be 0.95.

const leastCaught = 0.8;

test("of mistakes made by hand, the rules that claim them find most", { timeout: 900_000 }, () => {
  // What a rule asks about it does not claim: only whoever knows the API can answer.
  const trials = tryAll(makeMistakes(readBases())).filter((one) => isCaught(one) || !one.isAsked);
  const missed = trials.filter((trial) => !isCaught(trial));
  const list = missed.map(
    ({ operator, rule, base, found }) => `${rule}: ${operator}, ${base} (${found.join(", ")})`,
  );
  expect(1 - missed.length / trials.length, list.join("\n")).toBeGreaterThanOrEqual(leastCaught);
});
