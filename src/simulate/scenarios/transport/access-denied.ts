import type { Scenario } from "../../types.ts";
import { checkRows } from "../common/acts.ts";
import { always } from "../common/applies.ts";
import { everyAnswer, refusal } from "../common/faults.ts";
import { hour, minute } from "../common/times.ts";

export const accessDenied: Scenario = {
  name: "access-denied",
  title: "For two hours the API refuses the credential.",
  hazards: ["H39"],
  applies: always,
  play: async (stage) => {
    stage.upstream.knobs.fault = everyAnswer(refusal(401));
    await stage.wait(2 * hour);
    if (stage.subject.walk !== undefined) await stage.walk(10 * minute);
    checkRows(stage, "While the credential was refused");
    stage.upstream.knobs.fault = undefined;
  },
};
