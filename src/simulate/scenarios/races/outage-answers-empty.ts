import type { Scenario } from "../../types.ts";
import { checkRows } from "../common/acts.ts";
import { all, doubtsEmptiness, hasWalk } from "../common/applies.ts";
import { hour } from "../common/times.ts";

export const outageAnswersEmpty: Scenario = {
  name: "outage-answers-empty",
  title: "During an outage the API answers 200 with an empty list.",
  hazards: ["H32", "S3"],
  applies: all(hasWalk, doubtsEmptiness),
  quick: true,
  play: async (stage) => {
    stage.upstream.knobs.outage = true;
    await stage.walk(hour);
    checkRows(stage, "During the outage");
  },
  failsLoudly: {
    message: /no (records|rows|items|data)|\b(0|zero) (records|rows|items)|empty|nothing/i,
    because: "an empty list may be true or an outage; only a person can tell",
    remedy: ({ upstream }) => void (upstream.knobs.outage = false),
  },
};
