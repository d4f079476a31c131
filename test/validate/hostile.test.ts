import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Problem } from "../../src/problems/problem.ts";
import { openProgram } from "../../src/validate/code/program.ts";
import { findFaults } from "../../src/validate/find.ts";
import { openSources } from "../../src/validate/read-sources.ts";
import { describeReview } from "../../src/validate/report/text.ts";
import { review } from "../../src/validate/validate.ts";
import { hostileStrings } from "../kit/hostile.ts";
import { headerNumber, workerText } from "./worker.ts";

const delta = `
type State = { v: 1; since: string; next?: string };
worker.sync("delta", {
  database: tasks,
  mode: "incremental",
  execute: async (state: State | undefined) => {
    const { items, ...page } = await fetch(\`https://x.example/\${state?.next}\`).then((each) => each.json());
    for (const item of items) try { await fetch(item.url); } catch { continue; }
    return { changes: [...items.map(({ id }) => ({ type: "upsert", key: id, properties: {} }))], hasMore: !!page.next, nextState: { ...state, ...page } };
  },
});
`;
const whole = workerText({ limit: headerNumber }) + delta;

/** A cut: what stands between two places goes, and perhaps something else comes. */
const cut = fc.record({
  from: fc.nat(whole.length),
  length: fc.oneof(fc.nat(6), fc.nat(200)),
  put: fc.oneof(
    fc.constantFrom(
      "",
      "{",
      ")",
      "`${",
      "/*",
      "...",
      "await ",
      "this",
      "super",
      "=>",
      "[",
      "// create-sync-ignore a: b\n",
    ),
    fc.constantFrom(...hostileStrings),
  ),
});

function mutilate(text: string, cuts: readonly { from: number; length: number; put: string }[]): string {
  return cuts.reduce(
    (left, { from, length, put }) => left.slice(0, from) + put + left.slice(from + length),
    text,
  );
}

describe("mutilated code", () => {
  test("is judged or refused, and never breaks the rules", () => {
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 4 }), (cuts) => {
        const text = mutilate(whole, cuts);
        // The rules see it also where the parser complains, which the command would refuse.
        findFaults(openProgram([{ path: "src/index.ts", text }]));
        try {
          const sources = openSources([{ path: "src/index.ts", text }]);
          expect(describeReview(review(sources), sources.files)).not.toBe("");
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
        }
      }),
      { numRuns: 80, seed: 7 },
    );
  }, 60_000);

  test("values, calls, types and files that lead in circles come to an end", () => {
    const text = `${workerText()}
import { b } from "./b.js";
export const a: typeof b = b;
class One extends Two {} class Two extends One { wait() { return this.wait(); } }
const state = { ...state, next: () => state.next() };
const queue = [a]; queue.push(...queue.filter(Boolean)); for (const one of queue) fetch(one);
const known = new Map(known); known.set(a, known.get(a)); for (const [key, one] of known) fetch(one + key);
function f(x = g) { return g(f(x)); } function g(x = f) { return f(g(x)); }
worker.sync("round", { database: tasks, mode: state.mode, execute: async (s) => f(s) ?? g({ ...s, changes: a, nextState: s }) });
`;
    const files = [
      { path: "src/index.ts", text },
      { path: "src/b.ts", text: 'export { a as b } from "./index.js";\nexport * from "./b.js";\n' },
    ];
    expect(review(openSources(files)).files).toEqual(["src/index.ts", "src/b.ts"]);
  });

  test("names like those of prototypes are names", () => {
    const text = workerText()
      .replaceAll("Name", "__proto__")
      .replace('"tasksSync"', '"constructor"')
      .replace("ID:", "constructor:");
    expect(() => review(openSources([{ path: "src/index.ts", text }]))).not.toThrow();
  });
});
