import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { packageRoot } from "../package-files.ts";
import { findNearest } from "../problems/nearest.ts";
import { Problem } from "../problems/problem.ts";
import { readEntryHeader, type EntrySummary } from "./entry-header.ts";
import type { SourceEntry } from "./entry.ts";

const folder = () => join(packageRoot(), "generators", "sources");

/** Whether a text has the form of a catalogue id such as `github.issues`; the entry itself may not exist. */
export function isEntryId(text: string): boolean {
  return /^[a-z][a-z0-9_]{0,40}\.[a-z][a-z0-9_]{0,40}$/.test(text);
}

/** The head of every entry of the catalogue, by id. Loads no library. */
export async function listEntries(): Promise<EntrySummary[]> {
  const files = (await readdir(folder())).filter((file) => file.endsWith(".yaml")).sort();
  return Promise.all(
    files.map(async (file) => readEntryHeader(await readFile(join(folder(), file), "utf8"))),
  );
}

/** One entry with all its facts. Throws `source/unknown` for an id the catalogue does not have. */
export async function loadEntry(id: string): Promise<SourceEntry> {
  const known = (await listEntries()).map((entry) => entry.id);
  if (!known.includes(id)) {
    const [product = id] = id.split(".");
    throw new Problem("source/unknown", { id, near: findNearest(id, known), query: product });
  }
  const [{ parse }, { entrySchema }] = await Promise.all([import("yaml"), import("./entry.ts")]);
  const result = entrySchema.safeParse(parse(await readFile(join(folder(), `${id}.yaml`), "utf8")));
  // The catalogue is part of this package: an entry that does not read is our own bug, not the user's.
  if (!result.success) throw new Error(`generators/sources/${id}.yaml: ${result.error.message}`);
  return result.data;
}
