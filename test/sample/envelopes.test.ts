import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { repository } from "../kit/temp-project.ts";
import {
  envelopes,
  facts,
  halfOf,
  judge,
  sayWrong,
  shareRight,
  type Half,
  type Judged,
} from "./envelopes.ts";

const halves: readonly Half[] = ["open", "closed"];
const least = { records: 0.97, id: 0.97, page: 0.95, change: 0.9 };

describe("answers of public APIs", () => {
  test("are at least sixty, each with the page it was written from, and dealt by their names alone", () => {
    const all = halves.flatMap((half) => envelopes(half).map((each) => ({ ...each, half })));
    expect(all.length).toBeGreaterThanOrEqual(60);
    expect(all.filter(({ truth }) => !/^https:\/\/\S+\.\S+/.test(truth.documentation))).toEqual([]);
    expect(all.filter(({ name, half }) => halfOf(name) !== half)).toEqual([]);
    for (const half of halves) {
      const share = envelopes(half).length / all.length;
      expect(share).toBeGreaterThan(0.4);
      expect(readdirSync(`${repository}test/sample/envelopes/${half}`)).toHaveLength(
        2 * envelopes(half).length,
      );
    }
  });

  test.each(halves)("of the %s half are understood", (half) => {
    const judged = judge(half);
    for (const fact of facts)
      expect([fact, shareRight(judged, fact)]).toSatisfy(([, share]) => share >= least[fact]);
  });

  test.each(halves)("of the %s half lead to no certainty that is wrong", (half) => {
    const wrong = judge(half).flatMap((each) =>
      facts.map((fact) => each[fact]).filter(({ isRight }) => !isRight),
    );
    expect(wrong.filter(({ confidence }) => confidence === "certain")).toEqual([]);
  });

  test("a guess that is not right is counted and told", () => {
    const right = { isRight: true, confidence: "likely" as const, found: "id", expected: "id" };
    const one: Judged = { name: "a", half: "open", records: right, id: right, page: right, change: right };
    const other: Judged = { ...one, name: "b", id: { ...right, isRight: false, found: "nr" } };
    expect(shareRight([one, other], "id")).toBe(0.5);
    expect(sayWrong([one, other])).toEqual(["b id: nr (likely), expected id"]);
  });
});
