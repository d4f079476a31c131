import type { Scenario } from "../../types.ts";
import { pickSome } from "../common/acts.ts";
import { always } from "../common/applies.ts";
import { fieldsOf, isSimple } from "../common/fields.ts";

export const hostileNames: Scenario = {
  name: "hostile-names",
  title: "Values are objects whose names are those of an object's own methods, such as toString.",
  hazards: ["H48"],
  applies: always,
  play: async (stage) => {
    const names = fieldsOf(stage.subject)
      .filter(isSimple)
      .map(({ name }) => name);
    const values: readonly unknown[] = [
      { toString: "odd" },
      { constructor: null, hasOwnProperty: 1 },
      { valueOf: "odd", toJSON: 1 },
    ];
    const ids = pickSome(stage, values.length);
    values.forEach((value, index) => {
      stage.world.edit(ids[index] ?? "", { set: Object.fromEntries(names.map((name) => [name, value])) });
    });
    await stage.delta();
  },
};
