import type { Scenario } from "../../types.ts";
import { walksInPages } from "../common/applies.ts";
import { whileDoneFlagIs } from "../common/plays.ts";

export const doneFlagStuck: Scenario = {
  name: "done-flag-stuck",
  title: "For a while the API says after the last page, too, that there is more.",
  hazards: ["H19"],
  applies: walksInPages,
  play: (stage) => whileDoneFlagIs(stage, "stuck"),
};
