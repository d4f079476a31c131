import { preparePlan } from "../../src/plan/load.ts";
import type { Plan } from "../../src/plan/schema.ts";

/** The parameters that the catalogue's sources need, as a user would give them. */
const params: Readonly<Record<string, string[]>> = {
  "github.issues": ["repository=octo-org/app"],
  "github.releases": ["repository=octo-org/app"],
};

/** The checked plan of a catalogue source, with changes as `--set` would make them. */
export async function planOf(id: string, set: readonly string[] = []): Promise<Plan> {
  const { complete } = await preparePlan(id, { params: params[id] ?? [], set: [...set] });
  return complete.plan;
}
