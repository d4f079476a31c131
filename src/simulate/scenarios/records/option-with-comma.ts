import type { Scenario } from "../../types.ts";
import { hasField } from "../common/applies.ts";
import { anyOptions, withOptions } from "../common/odd-records.ts";

export const optionWithComma: Scenario = {
  name: "option-with-comma",
  title: "The name of an option holds commas, at which Notion splits.",
  hazards: ["H48"],
  applies: hasField(anyOptions, "property with options"),
  play: (stage) => withOptions(stage, ["Crime, Thriller", "a,b,c", ",", " , "]),
};
