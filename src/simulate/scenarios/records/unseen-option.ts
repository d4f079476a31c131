import type { Scenario } from "../../types.ts";
import { hasField } from "../common/applies.ts";
import { selectOf } from "../common/fields.ts";
import { withOptions } from "../common/odd-records.ts";

export const unseenOption: Scenario = {
  name: "unseen-option",
  title: "Records have a status that nobody has seen before.",
  hazards: ["H48"],
  applies: hasField(selectOf, "select property"),
  play: (stage) => withOptions(stage, ["Never seen before", "never_seen_before", "17", " padded "]),
};
