import { beforeAll, describe, expect, test } from "vitest";
import { causes } from "../../src/debug/causes/index.ts";
import { diagnose } from "../../src/debug/diagnose.ts";
import { makeEvidence } from "../../src/debug/evidence.ts";
import { listCases } from "./corpus/case.ts";
import { judge, sayTable, type Judged } from "./corpus/judge.ts";

// The half of the recorded logs that causes were written by. `npx tsx test/debug/confusion.ts closed` tells of the other.

const judged: Judged[] = [];
beforeAll(async () => {
  for (const one of await listCases(["open"])) judged.push(await judge(one));
}, 240_000);

const share = (fits: (one: Judged) => boolean): number => judged.filter(fits).length / judged.length;

describe("of the logs of broken workers", () => {
  test("nearly all lead to their cause", () => {
    expect(judged.length).toBeGreaterThanOrEqual(60);
    expect(
      share(({ isFirst }) => isFirst),
      sayTable(judged),
    ).toBeGreaterThanOrEqual(0.95);
    expect(
      share(({ isAmongTwo }) => isAmongTwo),
      sayTable(judged),
    ).toBeGreaterThanOrEqual(0.97);
  });

  test("none leads to something certain that is wrong, and some to something certain", () => {
    expect(judged.filter(({ isWrongCertain }) => isWrongCertain).map(({ name }) => name)).toEqual([]);
    expect(judged.filter(({ said }) => said[0]?.certainty === "certain").length).toBeGreaterThan(5);
  });

  test("none lets a secret out", () => {
    expect(judged.filter(({ leaked }) => leaked.length > 0).map(({ name }) => name)).toEqual([]);
  });

  test("all are of causes there are", () => {
    const ids = causes.map(({ id }) => id);
    expect(judged.flatMap(({ expected }) => expected.filter((id) => !ids.includes(id)))).toEqual([]);
  });

  test("each cause names where to look, what mends it and what proves it", () => {
    const incomplete = judged.filter(
      ({ said: [first] }) => !first || first.fix === "" || first.proof.length === 0,
    );
    expect(incomplete.map(({ name }) => name)).toEqual([]);
    const unplaced = judged.filter(({ said: [first], error }) => error !== undefined && !first?.place);
    // What fails before any line of the worker runs has none.
    expect(unplaced.length).toBeLessThan(judged.length / 10);
  });
});

describe("the figures", () => {
  test("notice what is wrong", () => {
    const [one] = judged;
    if (!one) throw new Error("no case");
    const wrong = { ...one, isFirst: false, isWrongCertain: true, leaked: ["x"], expected: ["not-found"] };
    expect(sayTable([one, wrong])).toContain("first:         1 of 2 (50.0 %)");
    expect(sayTable([one, wrong])).toContain("wrong certain: 1");
    expect(sayTable([one, wrong])).toContain(`not-found taken for ${one.said[0]?.id}`);
  });

  test("a diagnosis of nothing is empty", () => {
    expect(diagnose(makeEvidence({})).suspicions).toEqual([]);
  });
});
