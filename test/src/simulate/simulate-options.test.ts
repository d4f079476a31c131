import { describe, expect, test } from "vitest";
import { chooseScenarios, readSeeds, readSettings } from "../../../src/simulate/options.ts";
import { tellProgress } from "../../../src/simulate/progress.ts";
import type { Scenario } from "../../../src/simulate/types.ts";
import { problemsOf } from "../../kit/problems.ts";

const scenario = (name: string, quick = false): Scenario => ({
  name,
  title: name,
  hazards: [],
  applies: () => true,
  play: () => undefined,
  ...(quick && { quick }),
});
const all = [scenario("calm", true), scenario("short-page"), scenario("late-write", true)];
const namesOf = (scenarios: readonly Scenario[]): string[] => scenarios.map(({ name }) => name);

describe("seeds", () => {
  test.each([
    [undefined, undefined, [1]],
    ["7", undefined, [7]],
    [undefined, "3", [1, 2, 3]],
    ["40", "2", [40, 41]],
    ["0", "1", [0]],
  ])("%s and %s runs", (seed, runs, seeds) => {
    expect(readSeeds(seed, runs)).toEqual(seeds);
  });

  test.each([
    ["-1", undefined, "--seed"],
    ["1.5", undefined, "--seed"],
    ["99999999999", undefined, "--seed"],
    ["1", "0", "--runs"],
    ["1", "1001", "--runs"],
    ["1", "ten", "--runs"],
  ])("%s and %s are refused with the flag's name", async (seed, runs, option) => {
    const [problem] = await problemsOf(() => readSeeds(seed, runs));
    expect(problem).toMatchObject({ code: "usage/invalid-value", exit: 2, args: { option } });
  });
});

describe("settings", () => {
  test("by default are two in which every fact of the platform has both of its values", () => {
    const settings = readSettings();
    expect(settings).toHaveLength(2);
    for (const name of ["sweep", "lastState", "omitted"] as const) {
      expect(new Set(settings.map((each) => each[name])).size).toBe(2);
    }
  });

  test("all are every combination, once", () => {
    expect(new Set(readSettings("all").map((each) => JSON.stringify(each))).size).toBe(8);
  });

  test("others are refused", async () => {
    const [problem] = await problemsOf(() => readSettings("some"));
    expect(problem?.message).toBe('Expected default or all for --settings, got "some".');
  });
});

describe("scenarios", () => {
  test("are all, the quick ones, or those that are named, in their order", () => {
    expect(namesOf(chooseScenarios(all, { names: [], quick: false }))).toEqual([
      "calm",
      "short-page",
      "late-write",
    ]);
    expect(namesOf(chooseScenarios(all, { names: [], quick: true }))).toEqual(["calm", "late-write"]);
    expect(namesOf(chooseScenarios(all, { names: ["late-write", "short-page"], quick: true }))).toEqual([
      "short-page",
      "late-write",
    ]);
  });

  test("that do not exist are refused with the nearest name and all there are", async () => {
    const [problem] = await problemsOf(() => chooseScenarios(all, { names: ["short-pages"], quick: false }));
    expect(problem?.exit).toBe(2);
    expect(problem?.message).toBe(
      'Unknown scenario "short-pages". Did you mean "short-page"? There are: calm, short-page, late-write.',
    );
    expect(problem?.fix).toBe("create-sync simulate --scenario short-page");
  });

  test("and no more than a dozen of many", async () => {
    const many = Array.from({ length: 40 }, (_, index) => ({ ...all[0], name: `calm-${index}` }) as Scenario);
    const [problem] = await problemsOf(() => chooseScenarios(many, { names: ["volcano"], quick: false }));
    expect(problem?.message).toMatch(
      /^Unknown scenario "volcano"\. There are: calm-0, .*calm-11 and 28 more, each named in the report of create-sync simulate\.$/,
    );
    expect(problem?.fix).toBe("create-sync simulate");
  });
});

describe("progress", () => {
  const progress = (done: number, failed = 0): Parameters<ReturnType<typeof tellProgress>["tell"]>[0] => ({
    done,
    total: 120,
    failed,
    scenario: "short-page",
  });

  test("without a terminal is a line every five seconds", () => {
    const said: string[] = [];
    let time = 1000;
    const { tell, end } = tellProgress({ say: (line) => said.push(line), now: () => time });
    tell("loading the worker");
    tell(progress(0));
    time += 4999;
    tell(progress(10));
    time += 1;
    tell(progress(11, 2));
    time += 4000;
    tell(progress(20));
    end();
    expect(said).toEqual(["simulated 11 of 120, 2 failed, 5 s: short-page"]);
  });

  test("in a terminal is one line that is replaced, and gone at the end", () => {
    const shown: (string | undefined)[] = [];
    let time = 0;
    const { tell, end } = tellProgress({
      say: () => expect.unreachable(),
      status: (line) => shown.push(line),
      now: () => time,
    });
    tell("loading the worker");
    tell(progress(0));
    time += 10;
    tell(progress(1));
    time += 200;
    tell(progress(2));
    end();
    expect(shown).toEqual([
      "loading the worker",
      "simulated 0 of 120, 0 s: short-page",
      "simulated 2 of 120, 0 s: short-page",
      undefined,
    ]);
  });
});
