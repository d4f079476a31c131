import type { Scenario, Subject } from "../../src/simulate/types.ts";

/** `oneIn`: one pair of scenario and subject in so many; `about`: as many pairs as that, however many there are. */
export type Share = { oneIn: number } | { about: number };

/** So many scenarios each subject has at least. */
export const fewest = 3;

/**
 * Chooses which scenarios are played by which subjects: of those that apply to it, each subject has a turn by its place and
 * theirs. Every scenario that applies to any subject is played by one, and every subject plays at least `fewest`.
 */
export function dealTurns(
  scenarios: readonly Scenario[],
  subjects: readonly Subject[],
  share: Share,
): ReadonlyMap<Subject, ReadonlySet<string>> {
  const fitting = new Map(
    subjects.map((subject) => [subject, scenarios.filter((one) => one.applies(subject) === true)]),
  );
  const pairs = [...fitting.values()].reduce((sum, { length }) => sum + length, 0);
  const oneIn = "oneIn" in share ? share.oneIn : Math.max(1, Math.round(pairs / share.about));
  const indexes = new Map(scenarios.map((scenario, index) => [scenario, index]));
  const indexOf = (scenario: Scenario): number => indexes.get(scenario) ?? 0;
  const turns = new Map(
    subjects.map((subject, place) => {
      const own = fitting.get(subject) ?? [];
      const first = own.filter((scenario) => (place + indexOf(scenario)) % oneIn === 0);
      // Where few apply, few come up: the next in the list fill up.
      const from = own.length > 0 ? (place * fewest) % own.length : 0;
      const more = [...own.slice(from), ...own.slice(0, from)].filter(
        (scenario) => !first.includes(scenario),
      );
      const chosen = [...first, ...more.slice(0, Math.max(0, fewest - first.length))];
      return [subject, new Set(chosen.map(({ name }) => name))] as const;
    }),
  );
  for (const [index, { name }] of scenarios.entries()) {
    if ([...turns.values()].some((names) => names.has(name))) continue;
    const able = subjects.filter((subject) => fitting.get(subject)?.some((one) => one.name === name));
    const [chosen] = able.slice(index % Math.max(1, able.length));
    if (chosen) turns.get(chosen)?.add(name);
  }
  return turns;
}
