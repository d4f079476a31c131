import { describe, expect, test } from "vitest";
import type { Scenario, Subject } from "../../src/simulate/types.ts";
import { dealTurns, fewest } from "./turns.ts";

/** Scenario s-n applies to every subject whose number n divides or, from s-100 on, to the subject of that number alone. */
const scenarios = Array.from(
  { length: 155 },
  (_, n) =>
    ({
      name: `s-${n}`,
      applies: ({ databaseKey }) =>
        (n < 100 ? Number(databaseKey) % ((n % 3) + 1) === 0 : Number(databaseKey) === n % 40) || "no",
    }) as Scenario,
);
const subjectsOf = (count: number): Subject[] =>
  Array.from({ length: count }, (_, n) => ({ databaseKey: String(n) }) as Subject);

describe.each([40, 80, 160])("the turns of %d subjects", (count) => {
  const subjects = subjectsOf(count);
  const turns = dealTurns(scenarios, subjects, { about: 450 });
  const sizes = [...turns.values()].map(({ size }) => size);

  test("are about as many as were asked for, or the least there may be", () => {
    const sum = sizes.reduce((total, size) => total + size, 0);
    expect(sum).toBeGreaterThan(300);
    expect(sum).toBeLessThan(Math.max(650, 1.5 * fewest * count));
  });

  test("leave out no scenario and no subject, and hold none that does not apply", () => {
    expect(new Set([...turns.values()].flatMap((names) => [...names])).size).toBe(scenarios.length);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(fewest);
    const wrong = subjects.flatMap((subject) =>
      scenarios.filter(({ name, applies }) => turns.get(subject)?.has(name) && applies(subject) !== true),
    );
    expect(wrong).toEqual([]);
  });
});

test("one in one is everything that applies", () => {
  const subjects = subjectsOf(3);
  const turns = dealTurns(scenarios, subjects, { oneIn: 1 });
  for (const subject of subjects)
    expect([...(turns.get(subject) ?? [])]).toEqual(
      scenarios.filter((one) => one.applies(subject) === true).map(({ name }) => name),
    );
});
