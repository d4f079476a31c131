import type { Scenario } from "../../types.ts";
import { hasField } from "../common/applies.ts";
import { fieldOf } from "../common/fields.ts";
import { cleared, textTypes } from "../common/odd-records.ts";

export const clearedToEmptyText: Scenario = {
  name: "cleared-to-empty-text",
  title: "Texts of a record are emptied, and the API shows empty texts.",
  hazards: ["H47"],
  applies: hasField((subject) => fieldOf(subject, textTypes), "text property"),
  play: (stage) => cleared(stage, () => "", textTypes),
};
