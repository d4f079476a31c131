import type { Plan } from "../../plan/schema.ts";
import type { PropertyInfo } from "../../run/manifest.ts";
import type { Version } from "../../world/types.ts";
import { quote } from "../report/say.ts";
import type { Expectation, ExpectedRow, Finding } from "../types.ts";

export type ChooseOptions = {
  planned: Expectation;
  learned: Expectation;
  /** A handful of versions that differ: as it was created, edited, with everything emptied. */
  versions: readonly Version[];
  plan: Plan;
  /** The properties of the database, as the worker declares them. */
  properties: readonly PropertyInfo[];
  /** Whether the sync was generated from this very plan and not touched since. */
  isGenerated: boolean;
};

/** Which expectation to judge by, and what the code and the plan disagree about: `findings` for generated code, else `notes`. */
export type Choice = {
  kind: "planned" | "learned";
  expectation: Expectation;
  notes: readonly string[];
  findings: readonly Finding[];
};

type Difference = { key: string; property?: string; detail: string };

const mostDifferences = 20;

/**
 * Compares what the plan says with what the code writes. Where they agree in every cell the plan is used, which costs
 * nothing to ask; where they do not, the code's own word is, so that one difference is told once and not of every row.
 */
export async function chooseExpectation(options: ChooseOptions): Promise<Choice> {
  const { planned, learned, versions, isGenerated } = options;
  const differences = compareNames(options);
  for (const version of versions) {
    const [says, writes] = [await planned.rowOf(version), await learned.rowOf(version)];
    differences.push(...compareRows(says, writes, version));
  }
  if (differences.length === 0) return { kind: "planned", expectation: planned, notes: [], findings: [] };
  const told = onePerProperty(differences).slice(0, mostDifferences);
  return {
    kind: "learned",
    expectation: learned,
    notes: isGenerated ? [] : told.map(({ detail }) => detail),
    findings: isGenerated ? told.map(toFinding) : [],
  };
}

function compareNames({ plan, properties }: ChooseOptions): Difference[] {
  const planned = new Set(plan.fields.map(({ name }) => name));
  const declared = new Set(properties.map(({ name }) => name));
  const key = plan.database.key;
  return [
    ...[...declared]
      .filter((name) => !planned.has(name))
      .map((name) => ({
        key,
        property: name,
        detail: `The database has the property ${quote(name)}, which the plan does not know.`,
      })),
    ...[...planned]
      .filter((name) => !declared.has(name))
      .map((name) => ({
        key,
        property: name,
        detail: `The plan has the property ${quote(name)}, which the database does not have.`,
      })),
  ];
}

function compareRows(
  says: ExpectedRow | undefined,
  writes: ExpectedRow | undefined,
  version: Version,
): Difference[] {
  if (says === undefined && writes === undefined) return [];
  const key = says?.key ?? writes?.key ?? version.id;
  if (writes === undefined)
    return [{ key, detail: `The code writes no row for the record ${quote(version.id)}; the plan does.` }];
  if (says === undefined)
    return [{ key, detail: `The code writes a row for the record ${quote(version.id)}; the plan does not.` }];
  const keys =
    says.key === writes.key
      ? []
      : [{ key, detail: `The code gives the key ${quote(writes.key)}, the plan ${quote(says.key)}.` }];
  const cells = [...writes.cells].flatMap(([name, shown]): Difference[] => {
    const wanted = says.cells.get(name);
    if (wanted === undefined || wanted === shown) return [];
    const detail = `${quote(name)} of ${quote(key)} shows ${quote(shown)}; by the plan it is ${quote(wanted)}.`;
    return [{ key, property: name, detail }];
  });
  return [...keys, ...cells];
}

function onePerProperty(differences: readonly Difference[]): Difference[] {
  const first = new Map<string | undefined, Difference>();
  for (const difference of differences)
    if (!first.has(difference.property)) first.set(difference.property, difference);
  return [...first.values()];
}

function toFinding({ key, property, detail }: Difference): Finding {
  return { kind: "wrong", key, ...(property === undefined ? {} : { properties: [property] }), detail };
}
