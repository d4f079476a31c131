import { sayEvery } from "../source/duration.ts";
import type { Plan } from "./schema.ts";

/** What properties that lead to rows of other databases need, in words; nothing where there are none. */
export function sayRelations({
  fields,
  source,
  schedule,
  architecture,
}: Plan): { heading: string; paragraphs: string[] }[] {
  const relations = fields.filter(({ type }) => type === "relation");
  if (relations.length === 0) return [];
  const all = relations.map(({ name, to = "" }) => `${name} leads to the row of ${to} that has this key`);
  const full = architecture === "replace" ? schedule.replace : schedule.backfill;
  return [
    {
      heading: "Relations",
      paragraphs: [
        `${all.join("; ")}. Notion leaves a relation out while there is no such row, so fill that database first. What was left out comes when the ${source.record.one} is read again, by the full read (${sayEvery(full)}) at the latest.`,
      ],
    },
  ];
}
