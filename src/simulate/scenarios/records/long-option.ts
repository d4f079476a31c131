import type { Scenario } from "../../types.ts";
import { hasField } from "../common/applies.ts";
import { anyOptions, withOptions } from "../common/odd-records.ts";

export const longOption: Scenario = {
  name: "long-option",
  title: "The name of an option has 140 characters, and Notion takes 100.",
  hazards: ["H48"],
  applies: hasField(anyOptions, "property with options"),
  play: (stage) => withOptions(stage, ["long ".repeat(28), `${"x".repeat(98)}😀😀${"y".repeat(40)}`]),
};
