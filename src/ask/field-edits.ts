import { withArticle } from "../model/words.ts";
import type { Field } from "../plan/field-schema.ts";
import type { Asker, Choice } from "./asker.ts";
import { isSameValue } from "./field-settings.ts";
import { retype, sayType, sensibleTypes } from "./field-types.ts";

/** The properties as they are being changed. `key` is the name of one of them. */
export type Schema = { fields: readonly Field[]; key: string };

/** What a change needs to know beside the schema. */
export type EditFacts = {
  /** What the catalogue proposes, to bring back what was left out. */
  proposal: Schema;
  record: { one: string; many: string };
  /** Where a record's id is. */
  id: string;
  /** What is wrong with a schema, in a sentence; undefined if nothing is. */
  check: (schema: Schema) => Promise<string | undefined>;
};

type Edit = (asker: Asker, schema: Schema, facts: EditFacts) => Promise<Schema>;

/** The ways to change a schema. Each asks what it needs to and gives the new one, or the old one after "Back". */
export const edits = { choose, rename, retype: changeType, move, title: chooseTitle, key: chooseKey } satisfies Record<string, Edit>;

export type EditName = keyof typeof edits;

const back: Choice<number> = { value: -1, name: "Back" };

async function choose(asker: Asker, schema: Schema, { proposal }: EditFacts): Promise<Schema> {
  const all = withMissing(schema.fields, proposal.fields);
  const picked = await asker.pick({
    message: "Which properties?",
    choices: all.map((field) => {
      const fixed = field.type === "title" ? "the title" : field.name === schema.key ? "the key" : undefined;
      return { value: field.name, name: sayField(field), isOn: schema.fields.includes(field), ...(fixed !== undefined && { off: fixed }) };
    }),
  });
  return { ...schema, fields: all.filter(({ name, type }) => type === "title" || name === schema.key || picked.includes(name)) };
}

/** The properties with those of the proposal that were left out, each behind its neighbour there. */
function withMissing(fields: readonly Field[], proposal: readonly Field[]): Field[] {
  const all = [...fields];
  for (const [index, field] of proposal.entries()) {
    const isThere = all.some((each) => isSameName(each.name, field.name) || (isSameValue(each, field) && !proposal.some(({ name }) => name === each.name)));
    if (isThere || field.type === "title") continue;
    const before = proposal.slice(0, index).findLast((each) => all.some(({ name }) => name === each.name));
    all.splice(all.findIndex(({ name }) => name === before?.name) + 1, 0, field);
  }
  return all;
}

async function rename(asker: Asker, schema: Schema, { check }: EditFacts): Promise<Schema> {
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
}

async function changeType(asker: Asker, schema: Schema, { proposal, check }: EditFacts): Promise<Schema> {
  const options = schema.fields.map((field) => (field.type === "title" || field.name === schema.key ? [] : typesOf(field, proposal)));
  const open = schema.fields.map(toChoice).filter(({ value }) => (options[value]?.length ?? 0) > 1);
  const index = await pickField(asker, "Change the type of which one?", open);
  const field = schema.fields[index];
  if (!field) return schema;
  const withType = (type: Field["type"]): Schema => ({ ...schema, fields: schema.fields.with(index, typed(field, type, proposal)) });
  const choices: Choice<Field["type"]>[] = [];
  for (const type of options[index] ?? []) {
    if (type === field.type || (await check(withType(type))) === undefined) choices.push({ value: type, name: sayType(type) });
  }
  const type = await asker.select({ message: `Type of ${field.name}:`, choices, current: field.type });
  return type === field.type ? schema : withType(type);
}

function typesOf(field: Field, proposal: Schema): Field["type"][] {
  return sensibleTypes(field, proposedFor(field, proposal)?.type ?? field.type);
}

/** The proposal's own property where its type is chosen again: with its options and labels. */
function typed(field: Field, type: Field["type"], proposal: Schema): Field {
  const proposed = proposedFor(field, proposal);
  return proposed?.type === type ? { ...proposed, name: field.name } : retype(field, type);
}

function proposedFor(field: Field, { fields }: Schema): Field | undefined {
  const same = fields.filter((each) => isSameValue(each, field));
  return same.find(({ name }) => name === field.name) ?? same[0];
}

async function move(asker: Asker, schema: Schema): Promise<Schema> {
  const index = await pickField(asker, "Move which one?", schema.fields.map(toChoice));
  const field = schema.fields[index];
  if (!field) return schema;
  const others = schema.fields.filter((each) => each !== field);
  const to = await asker.select({
    message: `Where should ${field.name} be?`,
    choices: [{ value: 0, name: "First" }, ...others.map(({ name }, position) => ({ value: position + 1, name: `After ${name}` }))],
    current: index,
  });
  return { ...schema, fields: others.toSpliced(to, 0, field) };
}

async function chooseTitle(asker: Asker, schema: Schema): Promise<Schema> {
  const titled = (index: number): Schema => {
    const chosen = schema.fields[index];
    const others = schema.fields.filter((field) => field !== chosen).map((field) => (field.type === "title" ? retype(field, "richText") : field));
    return { ...schema, fields: chosen ? [retype(chosen, "title"), ...others] : schema.fields };
  };
  const choices = schema.fields.map(toChoice).filter(({ value }) => {
    const field = schema.fields[value];
    return field && field.name !== schema.key && ["richText", "url", "email", "phoneNumber", "select"].includes(field.type);
  });
  const current = schema.fields.findIndex(({ type }) => type === "title");
  const title = schema.fields[current];
  const message = "What do people recognise a row by?";
  const first: Choice<number>[] = title ? [{ value: current, name: `${title.name} (as now)` }] : [];
  const index = await asker.select({ message, choices: [...first, ...choices], current });
  return index === current ? schema : titled(index);
}

async function chooseKey(asker: Asker, schema: Schema, { record, id, check }: EditFacts): Promise<Schema> {
  asker.tell(`Notion finds the row of ${withArticle(record.one)} by this property, so it holds the id (${id}) as text and nothing else.`);
  const candidates = schema.fields.flatMap((field, value) =>
    field.type === "richText" && field.from === id && field.transform === undefined ? [{ value, name: field.name }] : [],
  );
  const current = schema.fields.findIndex(({ name }) => name === schema.key);
  const another = schema.fields.length;
  const index = await asker.select({
    message: "Which property is the key?",
    choices: [...candidates, { value: another, name: "A new one …" }, back],
    current,
  });
  if (index === back.value) return schema;
  const chosen = schema.fields[index];
  if (chosen) return { ...schema, key: chosen.name };
  const added = (name: string): Schema => ({ fields: [...schema.fields, { name, type: "richText", from: id }], key: name });
  const name = await asker.input({ message: "Name of the new key property:", proposal: `${capital(record.one)} key`, check: (text) => sayTaken(text, schema.fields) ?? check(added(text)) });
  return added(name);
}

function pickField(asker: Asker, message: string, choices: readonly Choice<number>[]): Promise<number> {
  return asker.select({ message, choices: [...choices, back] });
}

function toChoice(field: Field, value: number): Choice<number> {
  return { value, name: sayField(field) };
}

function sayTaken(name: string, others: readonly Field[]): string | undefined {
  return others.some((field) => isSameName(field.name, name)) ? "There is a property of that name already." : undefined;
}

function sayField({ name, type }: Field): string {
  return `${name} (${sayType(type)})`;
}

function isSameName(left: string, right: string): boolean {
  return left.trim().toLowerCase() === right.trim().toLowerCase();
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
