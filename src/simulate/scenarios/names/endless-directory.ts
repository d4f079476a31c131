import { lookupsOf } from "../../../plan/lookups.ts";
import type { Scenario, Stage } from "../../types.ts";
import { pickSome, pollMs } from "../common/acts.ts";
import { all } from "../common/applies.ts";
import { checkNames, looksUp } from "../common/names.ts";

const mostGrown = 5000;

/** The directory that is the shortest at most. */
const shortest = ({ subject }: Pick<Stage, "subject">) =>
  lookupsOf(subject.plan).sort((one, other) => one.facts.most - other.facts.most)[0];

export const endlessDirectory: Scenario = {
  name: "endless-directory",
  title: "A directory comes to have more entries than was planned for.",
  hazards: ["H21"],
  applies: all(
    looksUp,
    ({ plan }) =>
      lookupsOf(plan).some(({ facts }) => facts.most < mostGrown) ||
      "its directories may be longer than this",
  ),
  play: async (stage) => {
    const lookup = shortest(stage);
    if (lookup === undefined) return;
    stage.world.directories.grow(lookup.name, lookup.facts.most + 1);
    for (const id of pickSome(stage, 5)) stage.world.edit(id);
    await stage.wait(2 * pollMs(stage.subject));
    checkNames(stage, "With a directory that is too long");
  },
  failsLoudly: {
    message: /director|entries|pages|too (long|large|many)/i,
    because: "a directory that is cut short would put ids where names were",
    remedy: (stage) => {
      const { directories } = stage.world;
      const lookup = shortest(stage);
      if (lookup === undefined) return;
      const spare = directories.entries(lookup.name).slice(-10);
      for (const { id } of spare) directories.forget(lookup.name, id);
    },
  },
};
