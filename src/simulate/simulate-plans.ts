import { preparePlan, type PreparedPlan } from "../plan/load.ts";
import { appliedPlanPath, planPath } from "../plan/names.ts";
import { findText, listFolder } from "../project/text-file.ts";

const ending = ".plan.yaml";

/**
 * The plans a project keeps, by name: of each the one its code was last made from, else the one in `syncs/`. Throws the
 * Problems of a plan that is not in order.
 */
export async function readKeptPlans(root: string): Promise<PreparedPlan[]> {
  const folders = await Promise.all(["syncs", "syncs/.applied"].map((folder) => listFolder(root, folder)));
  const names = folders
    .flat()
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length));
  const plans = await Promise.all([...new Set(names)].sort().map((name) => readKeptPlan(root, name)));
  return plans.flatMap((plan) => plan ?? []);
}

async function readKeptPlan(root: string, name: string): Promise<PreparedPlan | undefined> {
  for (const file of [appliedPlanPath(name), planPath(name)]) {
    const text = await findText(root, file);
    if (text !== undefined) return preparePlan({ text, file });
  }
  return undefined;
}
