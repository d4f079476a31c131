import type { Scenario } from "../../types.ts";
import { hasDoneFlag } from "../common/applies.ts";
import { whileDoneFlagIs } from "../common/plays.ts";

export const doneFlagAbsent: Scenario = {
  name: "done-flag-absent",
  title: "For a while the API does not say whether there is more.",
  hazards: ["H19"],
  applies: hasDoneFlag,
  records: { pages: 3 },
  play: (stage) => whileDoneFlagIs(stage, "absent"),
};
