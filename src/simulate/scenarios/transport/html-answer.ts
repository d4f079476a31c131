import type { Scenario } from "../../types.ts";
import { always } from "../common/applies.ts";
import { instead } from "../common/faults.ts";
import { withSpoilt } from "../common/plays.ts";

export const htmlAnswer: Scenario = {
  name: "html-answer",
  title: "Instead of JSON a sign-in page comes with status 200.",
  hazards: ["H40"],
  applies: always,
  records: { pages: 4 },
  play: (stage) =>
    withSpoilt(
      stage,
      instead(200, {
        headers: { "content-type": "text/html" },
        body: "<!doctype html><title>Sign in</title>",
      }),
    ),
};
