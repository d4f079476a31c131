import { ts } from "ts-morph";
import { presenceOf } from "../facts/presence.ts";
import type { SyncFacts } from "../facts/types.ts";
import { builderCalls } from "./kit/builders.ts";
import type { Fault, Rule } from "./rule.ts";

/** A place without the two numbers the SDK asks for. */
export const placeFields: Rule = {
  id: "place-fields",
  severity: "error",
  hazards: ["SDK"],
  title: "A place has no lat and lon",
  check: ({ syncs }) => syncs.flatMap(checkSync),
};

function checkSync(sync: SyncFacts): Fault[] {
  return builderCalls(sync)
    .filter(({ name }) => name === "place")
    .flatMap(({ call }) => {
      const [given] = call.arguments;
      const origins = given ? sync.flow.origins(given) : [];
      const lacks = origins.some(
        (origin) =>
          ts.isObjectLiteralExpression(origin) &&
          ["lat", "lon"].some((name) => presenceOf(sync.flow, origin, name) === "absent"),
      );
      if (!lacks) return [];
      return [
        {
          at: call,
          sync,
          message:
            "A place needs the numbers `lat` and `lon`; without them the SDK throws. The page with this record is never written, and the sync stops there.",
          fix: "Write `Builder.place({ lat: Number(latitude), lon: Number(longitude) })`, and leave the property out where a record has no coordinates.",
        },
      ];
    });
}
