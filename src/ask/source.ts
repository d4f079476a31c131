import { findNearest } from "../problems/nearest.ts";
import type { EntrySummary } from "../source/entry-header.ts";
import { rankEntries } from "../source/find.ts";
import { listEntries } from "../source/load.ts";
import type { Asker, Choice } from "./asker.ts";

/** The choice for an API that the catalogue does not have. */
export const otherApi = "another";

/** What to do for an API that the catalogue does not have: the answers go into a file instead of prompts. */
export const otherApiWords = `An API of your own is described in a plan, one question a line:

  create-sync plan template custom > my.plan.yaml
  (answer the questions in my.plan.yaml)
  create-sync plan check my.plan.yaml
  create-sync add my.plan.yaml`;

/** Asks for the source: a search over the catalogue that forgives typing errors. Gives an id, or `otherApi`. */
export async function askSource(asker: Asker): Promise<string> {
  const entries = await listEntries();
  return asker.search({
    message: "What do you want in Notion? (type to search)",
    find: (words) => [...findTyped(words, entries).map(toChoice), anotherApi],
  });
}

/** What fits the words as far as they are typed; a word that fits nothing yet is taken for the start of one with a typo. */
function findTyped(words: string, entries: readonly EntrySummary[]): EntrySummary[] {
  const found = rankEntries(words, entries);
  if (found.length > 0) return found;
  const known = entries.flatMap(({ title, id, keywords }) =>
    [title, id, ...keywords].flatMap((text) => text.toLowerCase().split(/[^a-z0-9]+/)),
  );
  const mended = words
    .split(/\s+/)
    .map((word) => (word.length < 4 ? word : (findStarted(word, known) ?? word)));
  return rankEntries(mended.join(" "), entries);
}

function findStarted(word: string, known: readonly string[]): string | undefined {
  return known.find(
    (each) => findNearest(word, [each.slice(0, word.length), each.slice(0, word.length + 1)]) !== undefined,
  );
}

const anotherApi: Choice<string> = {
  value: otherApi,
  name: "Another API …",
  hint: "Shows how to describe an API that is not in this list.",
};

function toChoice({ id, title, summary }: EntrySummary): Choice<string> {
  return { value: id, name: `${title} (${id})`, hint: summary };
}
