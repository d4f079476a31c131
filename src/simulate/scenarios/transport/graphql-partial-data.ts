import type { Scenario } from "../../types.ts";
import { asksInGraphql } from "../common/applies.ts";
import { withBody, withRecords } from "../common/faults.ts";
import { withSpoilt } from "../common/plays.ts";

export const graphqlPartialData: Scenario = {
  name: "graphql-partial-data",
  title: "A GraphQL answer has status 200, errors, and a list in which records are missing.",
  hazards: ["H41", "S17"],
  applies: asksInGraphql,
  records: { pages: 4 },
  play: (stage) => {
    const thin = withRecords(stage.subject.plan, (records) =>
      records.map((record, index) => (index % 2 ? null : record)),
    );
    const errors = [{ message: "Some nodes could not be loaded" }];
    return withSpoilt(stage, (answer, context) =>
      withBody((body) => JSON.stringify({ ...(JSON.parse(body) as object), errors }))(
        thin(answer, context),
        context,
      ),
    );
  },
};
