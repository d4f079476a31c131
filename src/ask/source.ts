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
    find: (words) => [...rankEntries(words, entries).map(toChoice), anotherApi],
  });
}

const anotherApi: Choice<string> = {
  value: otherApi,
  name: "Another API …",
  hint: "Shows how to describe an API that is not in this list.",
};

function toChoice({ id, title, summary }: EntrySummary): Choice<string> {
  return { value: id, name: `${title} (${id})`, hint: summary };
}
