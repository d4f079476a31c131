import type { Field } from "../../source/field-schema.ts";
import type { Asker, Choice } from "../asker.ts";
import { isSameValue } from "./settings.ts";
import { retype, sayType } from "./types.ts";

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

/** One way to change a schema: asks what it needs to and gives the new one, or the old one after "Back". */
export type Edit = (asker: Asker, schema: Schema, facts: EditFacts) => Promise<Schema>;

/** The choice that leaves everything as it is; no property stands at its position. */
export const back: Choice<number> = { value: -1, name: "Back" };

/** Asks for one property by its position. */
export function pickField(
  asker: Asker,
  message: string,
  choices: readonly Choice<number>[],
): Promise<number> {
  return asker.select({ message, choices: [...choices, back] });
}

/** A property as a choice; its value is its position. */
export function toChoice(field: Field, value: number): Choice<number> {
  return { value, name: sayField(field) };
}

/** A property in a list: `Status (Select)`. */
export function sayField({ name, type }: Field): string {
  return `${name} (${sayType(type)})`;
}

/** What the catalogue proposes for the value a property shows; undefined for a property of one's own. */
export function proposedFor(field: Field, { fields }: Schema): Field | undefined {
  const same = fields.filter((each) => isSameValue(each, field));
  return same.find(({ name }) => name === field.name) ?? same[0];
}

/** The property with a type: as the catalogue proposes it, if it does, with options and labels. */
export function withType(field: Field, type: Field["type"], proposal: Schema): Field {
  const proposed = proposedFor(field, proposal);
  return proposed?.type === type ? { ...proposed, name: field.name } : retype(field, type);
}

/** What is wrong with a name because others have it; undefined if nothing is. Capitals do not tell names apart. */
export function sayTaken(name: string, others: readonly Field[]): string | undefined {
  const isTaken = others.some((field) => isSameName(field.name, name));
  return isTaken ? "There is a property of that name already." : undefined;
}

/** Whether Notion takes two names for one. */
export function isSameName(left: string, right: string): boolean {
  return left.trim().toLowerCase() === right.trim().toLowerCase();
}
