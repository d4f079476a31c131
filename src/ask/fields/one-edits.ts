import type { Choice } from "../asker.ts";
import type { Field } from "../../source/field-schema.ts";
import { pickField, proposedFor, sayTaken, toChoice, withType, type Edit, type Schema } from "./edit.ts";
import { sayType, sensibleTypes } from "./types.ts";

/** Asks for a property and its new name. A renamed key stays the key. */
export const rename: Edit = async (asker, schema, { check }) => {
  const index = await pickField(asker, "Rename which one?", schema.fields.map(toChoice));
  const field = schema.fields[index];
  if (!field) return schema;
  const renamed = (name: string): Schema => ({
    fields: schema.fields.with(index, { ...field, name }),
    key: schema.key === field.name ? name : schema.key,
  });
  const others = schema.fields.filter((each) => each !== field);
  const name = await asker.input({
    message: `New name of ${field.name}:`,
    proposal: field.name,
    check: (text) => sayTaken(text, others) ?? check(renamed(text)),
  });
  return renamed(name);
};

/** Asks for a property and its new type, among those that make sense. Title and key keep theirs. */
export const changeType: Edit = async (asker, schema, { proposal, check }) => {
  const types = schema.fields.map((field) => typesOf(field, schema, proposal));
  const open = schema.fields.map(toChoice).filter(({ value }) => (types[value]?.length ?? 0) > 1);
  const index = await pickField(asker, "Change the type of which one?", open);
  const field = schema.fields[index];
  if (!field) return schema;
  const changed = (type: Field["type"]): Schema => ({
    ...schema,
    fields: schema.fields.with(index, withType(field, type, proposal)),
  });
  const choices: Choice<Field["type"]>[] = [];
  for (const type of types[index] ?? []) {
    const isPossible = type === field.type || (await check(changed(type))) === undefined;
    if (isPossible) choices.push({ value: type, name: sayType(type) });
  }
  const type = await asker.select({ message: `Type of ${field.name}:`, choices, current: field.type });
  return type === field.type ? schema : changed(type);
};

function typesOf(field: Field, { key }: Schema, proposal: Schema): Field["type"][] {
  if (field.type === "title" || field.name === key) return [field.type];
  return sensibleTypes(field, proposedFor(field, proposal)?.type ?? field.type);
}
