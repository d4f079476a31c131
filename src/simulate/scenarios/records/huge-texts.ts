import type { Scenario } from "../../types.ts";
import { pickSome } from "../common/acts.ts";
import { hasField } from "../common/applies.ts";
import { fieldOf, fieldsOf } from "../common/fields.ts";

export const hugeTexts: Scenario = {
  name: "huge-texts",
  title: "Records hold texts of 20,000 characters, a page of them two megabytes.",
  hazards: ["H44"],
  applies: hasField((subject) => fieldOf(subject, ["title", "richText"]), "text property"),
  records: { pages: 2 },
  play: async (stage) => {
    const names = fieldsOf(stage.subject)
      .filter(({ type }) => type === "title" || type === "richText")
      .map(({ name }) => name);
    for (const id of pickSome(stage, 100)) {
      const text = "Lorem ipsum dolor sit amet. ".repeat(Math.ceil(20_000 / 28 / names.length));
      stage.world.edit(id, { set: Object.fromEntries(names.map((name) => [name, `${name} ${text}`])) });
    }
    await stage.delta();
    if (stage.subject.walk !== undefined) await stage.walk();
  },
};
