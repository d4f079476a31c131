import { expect, test } from "vitest";
import { isCaught, makeMistakes, readBases, tryAll, type Trial } from "./recalled.ts";
import { isUnclaimed, unclaimed } from "./unclaimed.ts";

// How much of what is wrong the rules see without running anything. What is missed is listed by `npx tsx
// test/validate/recall.ts`; the share may only rise, and is to be 0.95.

const leastCaught = 0.95;

const mostUnclaimed = 0.03;

const say = ({ operator, rule, base, found }: Trial): string =>
  `${rule}: ${operator}, ${base} (${found.join(", ")})`;

test("of mistakes made by hand, the rules that claim them find most", { timeout: 900_000 }, () => {
  // What a rule asks about it does not claim: only whoever knows the API can answer.
  const all = tryAll(makeMistakes(readBases()));
  const trials = all.filter((one) => isCaught(one) || (!one.isAsked && !isUnclaimed(one)));
  const missed = trials.filter((trial) => !isCaught(trial));
  const list = missed.map(say);
  expect(all.filter((one) => isUnclaimed(one) && isCaught(one)).map(say)).toEqual([]);
  expect(unclaimed.length / all.length).toBeLessThanOrEqual(mostUnclaimed);
  expect(1 - missed.length / trials.length, list.join("\n")).toBeGreaterThanOrEqual(leastCaught);
});
