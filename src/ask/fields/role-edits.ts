import { withArticle } from "../../model/words.ts";
import type { PropertyType } from "../../source/field-schema.ts";
import type { Choice } from "../asker.ts";
import { back, sayTaken, toChoice, withType, type Edit, type Schema } from "./edit.ts";

const canBeTitle: readonly PropertyType[] = ["richText", "url", "email", "phoneNumber", "select"];

/** Asks for the title. It comes first, and the old one becomes text. */
export const chooseTitle: Edit = async (asker, schema, { proposal }) => {
  const { fields, key } = schema;
  const current = fields.findIndex(({ type }) => type === "title");
  const now: Choice<number> = { value: current, name: `${fields[current]?.name ?? ""} (as now)` };
  const others = fields.map(toChoice).filter(({ value }) => {
    const field = fields[value];
    return field && field.name !== key && canBeTitle.includes(field.type);
  });
  const index = await asker.select({
    message: "What do people recognise a row by?",
    choices: [now, ...others],
    current,
  });
  const chosen = fields[index];
  if (!chosen || index === current) return schema;
  const rest = fields
    .filter((field) => field !== chosen)
    .map((field) => (field.type === "title" ? withType(field, "richText", proposal) : field));
  return { ...schema, fields: [withType(chosen, "title", proposal), ...rest] };
};

/** Asks for the key: one of the properties that hold the id, or a new one. */
export const chooseKey: Edit = async (asker, schema, { record, id, check }) => {
  const { fields } = schema;
  const row = `the row of ${withArticle(record.one)}`;
  asker.tell(`Notion finds ${row} by this property, so it holds the id (${id}) as text and nothing else.`);
  const candidates = fields.flatMap(({ name, type, from, transform }, value): Choice<number>[] => {
    const holdsId = type === "richText" && from === id && transform === undefined;
    return holdsId ? [{ value, name }] : [];
  });
  const index = await asker.select({
    message: "Which property is the key?",
    choices: [...candidates, { value: fields.length, name: "A new one …" }, back],
    current: fields.findIndex(({ name }) => name === schema.key),
  });
  if (index === back.value) return schema;
  const chosen = fields[index];
  if (chosen) return { ...schema, key: chosen.name };
  const added = (name: string): Schema => ({
    fields: [...fields, { name, type: "richText", from: id }],
    key: name,
  });
  const name = await asker.input({
    message: "Name of the new key property:",
    proposal: `${record.one.charAt(0).toUpperCase()}${record.one.slice(1)} key`,
    check: (text) => sayTaken(text, fields) ?? check(added(text)),
  });
  return added(name);
};
