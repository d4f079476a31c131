import type { Scenario } from "../../types.ts";
import { hasField } from "../common/applies.ts";
import { multiSelectOf } from "../common/fields.ts";
import { cleared } from "../common/odd-records.ts";

export const clearedToEmptyList: Scenario = {
  name: "cleared-to-empty-list",
  title: "Lists of a record are emptied, and the API shows empty lists.",
  hazards: ["H47"],
  applies: hasField(multiSelectOf, "property with several options"),
  play: (stage) => cleared(stage, () => [], ["multiSelect"]),
};
