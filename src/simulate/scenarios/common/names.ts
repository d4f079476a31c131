import { plainText } from "../../../run/cells.ts";
import { lookupsOf, type Lookup } from "../../../plan/lookups.ts";
import { idsIn } from "../../../world/directories.ts";
import { nameOf } from "../../expect/planned.ts";
import type { Stage, Subject } from "../../types.ts";
import type { Condition } from "./applies.ts";
import { rowsOf } from "./acts.ts";

/** Some ids in the records are looked up in a directory. */
export const looksUp: Condition = ({ plan }) => lookupsOf(plan).length > 0 || "its records are not looked up";

/** A directory that comes in pages. */
export const pagedLookup = ({ plan }: Subject): Lookup | undefined =>
  lookupsOf(plan).find(({ facts }) => facts.page.kind !== "single");

/** An entry of each directory, with a name, that most of the alive records lead to, and those records. */
export function pickEntries({ world, subject }: Stage): { lookup: string; id: string; records: string[] }[] {
  return lookupsOf(subject.plan).flatMap(({ name, facts, fields }) => {
    const leads = world
      .alive()
      .map((id) => ({ id, to: idsIn(world.history(id).at(-1)?.values ?? {}, fields) }));
    const all = world.directories
      .entries(name)
      .filter(({ values }) => nameOf(facts, values) !== undefined)
      .map((entry) => ({
        lookup: name,
        id: entry.id,
        records: leads.filter(({ to }) => to.includes(entry.id)).map(({ id }) => id),
      }));
    return all.sort((one, other) => other.records.length - one.records.length).slice(0, 1);
  });
}

/** Checks that no row shows an id where its directory has a name for it. */
export function checkNames(stage: Stage, message: string): void {
  const { plan } = stage.subject;
  for (const { name, facts, fields } of lookupsOf(plan)) {
    const entries = stage.world.directories.entries(name);
    const named = new Set(
      entries.flatMap(({ id, values }) => (nameOf(facts, values) === undefined ? [] : [id])),
    );
    const bare = [...rowsOf(stage).values()].filter(({ properties }) =>
      fields.some((field) => named.has(plainText(properties.get(field.name)))),
    );
    stage.check(
      bare.length === 0,
      `${message}: ${bare.length} rows show an id of ${name} instead of its name`,
    );
  }
}

/** Renames entries while nothing else happens, lets everything be read once, and checks that the rows were written as newer ones. */
export async function renameAndRead(stage: Stage): Promise<void> {
  const { world } = stage;
  const stamps = new Map([...rowsOf(stage)].map(([key, row]) => [key, row.updatedAt]));
  const picked = pickEntries(stage);
  for (const { lookup, id } of picked) world.directories.rename(lookup, id);
  await stage.delta();
  if (stage.subject.walk !== undefined) await stage.walk();
  const old = [...rowsOf(stage)].filter(([key, { updatedAt }]) => {
    const [before, after] = [stamps.get(key), updatedAt].map((text) => Date.parse(text ?? ""));
    return before !== undefined && after !== undefined && after <= before;
  });
  const detail = `${old.length} rows were written again with the time they had, so that Notion may keep their old names`;
  stage.check(old.length === 0, detail);
}
