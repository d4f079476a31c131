import type { Stage } from "../../types.ts";
import { clearOne, removeOne, spread } from "./acts.ts";
import { editShown } from "./plays.ts";
import { day, hour, second } from "./times.ts";

/** Lets so many days pass, on each of which people do a dozen things, and the API shows every tenth a little late. */
export async function liveDays(stage: Stage, days: number): Promise<void> {
  const removed: string[] = [];
  const live = (): void => {
    const chance = stage.random();
    const lagMs = stage.random() < 0.1 ? 10 * second : 0;
    if (chance < 0.25) stage.world.create({ lagMs });
    else if (chance < 0.4 && stage.world.alive().length > 40) removed.push(...removeOne(stage));
    else if (chance < 0.45 && removed.length > 0) stage.world.restore(removed.pop() ?? "");
    else if (chance < 0.55) clearOne(stage);
    else editShown(stage, { lagMs });
  };
  for (let today = 0; today < days; today += 1) {
    spread(stage, { count: 12, overMs: 10 * hour }, live);
    await stage.wait(day);
  }
}
