import type { Scenario } from "../../types.ts";
import { checkRows, createSome, keyOf, pickSome } from "../common/acts.ts";
import { withValue } from "../common/faults.ts";
import { changeEntries, hasLog } from "../common/log-entries.ts";

export const entriesOfOtherRecords: Scenario = {
  name: "entries-of-other-records",
  title:
    "The log also has entries about other things, some with the id of a record that exists, some with none or an odd one.",
  hazards: ["H34", "H36"],
  applies: hasLog,
  play: async (stage) => {
    const living = pickSome(stage, 3);
    changeEntries(stage, (entries, { id, subject, only }) => {
      const [first = {}] = entries;
      const about = (value: unknown, index: number) => {
        const other = withValue(withValue(first, subject, value), id, `other-${index}`);
        return only === undefined ? other : withValue(other, only.field, "another kind");
      };
      const alive = living.map((one, index) => about(keyOf(stage, one), index));
      // The same kind, but an id that no query could hold, or none.
      const odd = [null, "a'b\"^c&d,e", ""].map((value) => withValue(first, subject, value));
      return [...alive, ...odd, ...entries];
    });
    const doomed = pickSome(stage, 6).filter((one) => !living.includes(one));
    for (const one of doomed) stage.world.remove(one);
    createSome(stage, 1);
    await stage.delta();
    checkRows(stage, "Beside entries about other things", living);
  },
};
