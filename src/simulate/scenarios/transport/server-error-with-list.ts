import type { Scenario } from "../../types.ts";
import { walksInPages } from "../common/applies.ts";
import { emptyList } from "../common/faults.ts";
import { withSpoilt } from "../common/plays.ts";

export const serverErrorWithList: Scenario = {
  name: "server-error-with-list",
  title: "The API answers 503 on the third page, with a valid empty list in the body.",
  hazards: ["H39"],
  applies: walksInPages,
  records: { pages: 4 },
  quick: true,
  play: (stage) => {
    const empty = emptyList(stage.subject.plan);
    return withSpoilt(stage, (answer, context) => ({ ...empty(answer, context), status: 503 }));
  },
};
