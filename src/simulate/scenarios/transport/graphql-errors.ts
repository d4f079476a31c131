import type { Scenario } from "../../types.ts";
import { asksInGraphql } from "../common/applies.ts";
import { instead } from "../common/faults.ts";
import { withSpoilt } from "../common/plays.ts";

export const graphqlErrors: Scenario = {
  name: "graphql-errors",
  title: "A GraphQL answer has status 200, errors and no data.",
  hazards: ["H41", "S17"],
  applies: asksInGraphql,
  records: { pages: 4 },
  play: (stage) =>
    withSpoilt(
      stage,
      instead(200, {
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ data: null, errors: [{ message: "Something went wrong" }] }),
      }),
    ),
};
