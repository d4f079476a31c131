import type { Scenario } from "../../types.ts";
import { hasField } from "../common/applies.ts";
import { anyOptions, withOptions } from "../common/odd-records.ts";

export const manyOptions: Scenario = {
  name: "many-options",
  title: "A property comes to have 101 different options.",
  hazards: ["H48"],
  applies: hasField(anyOptions, "property with options"),
  records: 110,
  play: (stage) =>
    withOptions(
      stage,
      Array.from({ length: 101 }, (_, index) => `Option ${index + 1}`),
    ),
};
