import { sampleRecord, type DataRecord } from "../../model/sample.ts";
import type { Field } from "../../source/field-schema.ts";
import type { Plan } from "../../plan/schema.ts";
import { cutToWidth, displayWidth, padToWidth, toPlainLine } from "../../problems/text-width.ts";
import { pathsOf, sayChoices } from "../../source/choices.ts";
import { parsePath, type Step } from "../../source/path.ts";
import { sayType } from "./types.ts";

/** Columns of a terminal that one row of the table takes at most. */
const width = 98;
const most = { name: 28, type: 22, from: 24 };

/** The properties in their order: name, type, where the value comes from, and what it would be for a known record. */
export function sayFields(plan: Plan, sample: unknown): string {
  const record = sampleRecord(plan, sample);
  const head = ["Property", "Type", "From", "Example"];
  const rows = plan.fields.map((field) => [
    field.name,
    sayRole(field, plan),
    sayChoices(field.from, ", "),
    exampleOf(field, record),
  ]);
  const plain = [head, ...rows].map((row) => row.map(toPlainLine));
  const limits = [most.name, most.type, most.from];
  const widths = limits.map((limit, column) =>
    Math.min(limit, Math.max(...plain.map((row) => displayWidth(row[column] ?? "")))),
  );
  const rest = width - widths.reduce((sum, each) => sum + each + 2, 2);
  return plain
    .map((row) => `  ${row.map((cell, column) => sayCell(cell, widths[column], rest)).join("  ")}`.trimEnd())
    .join("\n");
}

function sayCell(text: string, columns: number | undefined, rest: number): string {
  return columns === undefined ? cutToWidth(text, rest) : padToWidth(cutToWidth(text, columns), columns);
}

function sayRole({ name, type }: Field, { database }: Plan): string {
  return name === database.primaryKey ? `${sayType(type)} · key` : sayType(type);
}

function exampleOf(field: Field, record: DataRecord): string {
  const found =
    pathsOf(field.from)
      .map((path) => valuesAt(record, parsePath(path) ?? []))
      .find((values) => values.length > 0) ?? [];
  if (field.transform === "count") return String(found.length);
  return found.map((value) => sayValue(field, value)).join(", ");
}

function sayValue({ labels, transform }: Field, value: unknown): string {
  if (transform === "epoch-s" && typeof value === "number") return new Date(value * 1000).toISOString();
  if (typeof value === "object") return "…";
  const text = String(value);
  return labels && Object.hasOwn(labels, text) ? (labels[text] ?? text) : text;
}

/** Every value a path leads to; none for what is missing. */
function valuesAt(value: unknown, steps: readonly Step[]): unknown[] {
  const [step, ...rest] = steps;
  if (value === undefined || value === null) return [];
  if (step === undefined) return [value];
  if ("each" in step) {
    const items = Array.isArray(value) ? (value as unknown[]) : [];
    return (step.first ? items.slice(0, 1) : items).flatMap((item) => valuesAt(item, rest));
  }
  const owns = typeof value === "object" && Object.hasOwn(value, step.name);
  return owns ? valuesAt((value as DataRecord)[step.name], rest) : [];
}
