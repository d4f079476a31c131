import type { Scenario } from "../../types.ts";
import { pickSome } from "../common/acts.ts";
import { always } from "../common/applies.ts";
import { fieldsOf, isSimple } from "../common/fields.ts";

export const numbersAsText: Scenario = {
  name: "numbers-as-text",
  title: "Numbers come as text, and texts as numbers.",
  hazards: ["H45", "H48"],
  applies: always,
  play: async (stage) => {
    const fields = fieldsOf(stage.subject).filter(isSimple);
    const odd = (value: (index: number) => unknown, types: readonly string[]): Record<string, unknown> =>
      Object.fromEntries(
        fields.filter(({ type }) => types.includes(type)).map(({ name }, index) => [name, value(index)]),
      );
    const [one = "", two = "", three = ""] = pickSome(stage, 3);
    stage.world.edit(one, { set: odd((index) => `${index + 1}7.50`, ["number"]) });
    stage.world.edit(two, { set: odd((index) => 1700 + index, ["title", "richText", "select"]) });
    stage.world.edit(three, { set: odd(() => "a few", ["number"]) });
    await stage.delta();
  },
};
