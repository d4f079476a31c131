import type { Scenario } from "../../types.ts";
import { checkRows, createSome, editOne, pollMs } from "../common/acts.ts";
import { always } from "../common/applies.ts";
import { atRequests, refusal } from "../common/faults.ts";
import { hour } from "../common/times.ts";

export const tooManyRequestsAbsurd: Scenario = {
  name: "too-many-requests-absurd",
  title: "The API answers 429 and says to wait for three years.",
  hazards: ["H38"],
  applies: always,
  play: async (stage) => {
    stage.upstream.knobs.fault = atRequests([1], refusal(429, { "retry-after": "99999999" }));
    await stage.wait(3 * pollMs(stage.subject));
    if (stage.subject.walk !== undefined) await stage.walk(6 * hour);
    editOne(stage);
    await stage.wait(6 * hour);
    const created = createSome(stage, 2);
    await stage.wait(2 * pollMs(stage.subject));
    checkRows(stage, "Six hours after the 429", created);
  },
};
