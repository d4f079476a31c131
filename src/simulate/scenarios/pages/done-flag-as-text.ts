import type { Scenario } from "../../types.ts";
import { hasDoneFlag } from "../common/applies.ts";
import { whileDoneFlagIs } from "../common/plays.ts";

export const doneFlagAsText: Scenario = {
  name: "done-flag-as-text",
  title: 'For a while the API says whether there is more with the text "false" instead of false.',
  hazards: ["H19"],
  applies: hasDoneFlag,
  records: { pages: 3 },
  play: (stage) => whileDoneFlagIs(stage, "string"),
};
