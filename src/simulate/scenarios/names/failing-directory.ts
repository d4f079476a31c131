import { lookupsOf } from "../../../plan/lookups.ts";
import { routeOfLookup } from "../../../upstream/lookups.ts";
import type { Scenario } from "../../types.ts";
import { checkRows, pickSome, pollMs } from "../common/acts.ts";
import { refusal } from "../common/faults.ts";
import { checkNames, looksUp } from "../common/names.ts";

export const failingDirectory: Scenario = {
  name: "failing-directory",
  title: "The directory behind the ids answers 500 for a while; everything else works.",
  hazards: ["H39"],
  applies: looksUp,
  play: async (stage) => {
    const { subject, upstream, world } = stage;
    const routes = new Set(lookupsOf(subject.plan).map(({ name }) => routeOfLookup(name)));
    const fail = refusal(500);
    upstream.knobs.fault = (context) =>
      routes.has(context.route) ? fail(context.answer, context) : context.answer;
    for (const id of pickSome(stage, 6)) world.edit(id);
    await stage.wait(2 * pollMs(subject));
    checkNames(stage, "While the directory failed");
    upstream.knobs.fault = undefined;
    await stage.delta();
    checkRows(stage, "After the directory failed");
    checkNames(stage, "After the directory failed");
  },
};
