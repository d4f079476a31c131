import type { Scenario } from "../../types.ts";
import { always } from "../common/applies.ts";
import { fieldsOf, isSimple } from "../common/fields.ts";

export const wrongTypes: Scenario = {
  name: "wrong-types",
  title: "Every value of a record has a type that nobody expects.",
  hazards: ["H47", "H48"],
  applies: always,
  play: async (stage) => {
    const values: readonly unknown[] = [{ odd: true }, [["odd"]], true, -1];
    for (const value of values) {
      const names = fieldsOf(stage.subject)
        .filter(isSimple)
        .map(({ name }) => name);
      stage.world.edit(stage.pick(), { set: Object.fromEntries(names.map((name) => [name, value])) });
      await stage.delta();
    }
  },
};
