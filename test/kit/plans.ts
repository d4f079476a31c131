import { preparePlan } from "../../src/plan/load.ts";
import type { Plan } from "../../src/plan/schema.ts";
import { loadEntry } from "../../src/source/load.ts";

/** What a user has to answer for a catalogue source, as `--param` takes it: the entry's own examples. */
export async function paramsOf(id: string): Promise<string[]> {
  const { params } = await loadEntry(id);
  return Object.entries(params).flatMap(([name, { example, default: usual }]) =>
    usual === undefined ? [`${name}=${example}`] : [],
  );
}

/** The checked plan of a catalogue source, with changes as `--set` would make them. */
export async function planOf(id: string, set: readonly string[] = []): Promise<Plan> {
  const { complete } = await preparePlan(id, { params: await paramsOf(id), set: [...set] });
  return complete.plan;
}
