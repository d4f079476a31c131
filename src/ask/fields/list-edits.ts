import type { Field } from "../../source/field-schema.ts";
import { isSameName, pickField, sayField, toChoice, type Edit, type Schema } from "./edit.ts";
import { isSameValue } from "./settings.ts";

/** Asks which properties to have. Title and key always stay; what was left out before is offered again. */
export const choose: Edit = async (asker, schema, { proposal }) => {
  const all = withMissing(schema.fields, proposal.fields);
  const picked = await asker.pick({
    message: "Which properties?",
    choices: all.map((field) => {
      const role = sayRole(field, schema);
      const choice = { value: field.name, name: sayField(field), isOn: schema.fields.includes(field) };
      return role === undefined ? choice : { ...choice, off: role };
    }),
  });
  const isKept = (field: Field) => sayRole(field, schema) !== undefined || picked.includes(field.name);
  return { ...schema, fields: all.filter(isKept) };
};

/** Asks for a property and its new place. */
export const move: Edit = async (asker, schema) => {
  const index = await pickField(asker, "Move which one?", schema.fields.map(toChoice));
  const field = schema.fields[index];
  if (!field) return schema;
  const others = schema.fields.filter((each) => each !== field);
  const places = others.map(({ name }, position) => ({ value: position + 1, name: `After ${name}` }));
  const to = await asker.select({
    message: `Where should ${field.name} be?`,
    choices: [{ value: 0, name: "First" }, ...places],
    current: index,
  });
  return { ...schema, fields: others.toSpliced(to, 0, field) };
};

function sayRole({ name, type }: Field, { key }: Schema): string | undefined {
  if (type === "title") return "the title";
  return name === key ? "the key" : undefined;
}

/** The properties with those of the proposal that were left out, each behind its neighbour there. */
function withMissing(fields: readonly Field[], proposal: readonly Field[]): Field[] {
  const all = [...fields];
  const isProposed = ({ name }: Field) => proposal.some((field) => field.name === name);
  for (const [index, field] of proposal.entries()) {
    const isThere = all.some(
      (each) => isSameName(each.name, field.name) || (isSameValue(each, field) && !isProposed(each)),
    );
    if (isThere || field.type === "title") continue;
    const before = proposal.slice(0, index).findLast((each) => all.some(({ name }) => name === each.name));
    all.splice(all.findIndex(({ name }) => name === before?.name) + 1, 0, field);
  }
  return all;
}
