import type { Scenario } from "../../types.ts";
import { hasField } from "../common/applies.ts";
import { fieldOf, fieldsOf } from "../common/fields.ts";

export const strangeCharacters: Scenario = {
  name: "strange-characters",
  title: "Texts hold emoji, right-to-left script, line breaks and the names of an object's own properties.",
  hazards: ["H47", "H48"],
  applies: hasField((subject) => fieldOf(subject, ["title", "richText"]), "text property"),
  play: async (stage) => {
    const texts = [
      "👩‍👩‍👧‍👦".repeat(300),
      "\u202eقائمة\u202c first\nsecond\tthird",
      "__proto__",
      "constructor",
      "{{handlebars}} ${template} <b>bold</b> \\",
      `${"a".repeat(1998)}😀😀`,
    ];
    for (const text of texts) {
      const names = fieldsOf(stage.subject)
        .filter(({ type }) => type === "title" || type === "richText")
        .map(({ name }) => name);
      stage.world.edit(stage.pick(), { set: Object.fromEntries(names.map((name) => [name, text])) });
    }
    await stage.delta();
  },
};
