import type { Plan } from "../../../src/plan/schema.ts";
import { preparePlan } from "../../../src/plan/load.ts";
import type { PlatformSettings } from "../../../src/notion/types.ts";
import { subjectsOf } from "../../../src/simulate/subject.ts";
import type { Scenario, Simulation, Subject } from "../../../src/simulate/types.ts";
import type { SimulatedWorker } from "../../../src/simulate/worker.ts";

/** A worker for the demo bookshop as a person might write it in a few minutes; `walk` and `delta` are bodies of execute. */
export const bookshop = ({ walk = fullWalk, delta = sinceHigh, every = "5m" } = {}): string => `
import { Worker } from "@notionhq/workers";
import * as Builder from "@notionhq/workers/builder";
import * as Schema from "@notionhq/workers/schema";
const worker = new Worker();
export default worker;
const shelf = worker.database("shelf", {
  type: "managed", initialTitle: "Shelf", primaryKeyProperty: "Book ID",
  schema: { properties: { Title: Schema.title(), Notes: Schema.richText(), "Book ID": Schema.richText() } },
});
const get = async (path: string): Promise<any> => {
  const response = await fetch("http://127.0.0.1:4477/v1/books" + path, { headers: { Authorization: "Bearer token" } });
  if (!response.ok) throw new Error("GET " + path + ": " + response.status);
  return response.json();
};
const toChange = (book: any) => book.deleted === true ? { type: "delete" as const, key: book.id } : {
  type: "upsert" as const, key: book.id, upstreamUpdatedAt: book.updated_at,
  properties: { Title: Builder.title(book.title ?? ""), Notes: book.notes ? Builder.richText(book.notes) : [], "Book ID": Builder.richText(book.id) },
};
worker.sync("slow", { database: shelf, mode: "replace", schedule: "1d", execute: async (state: any): Promise<any> => { ${walk} } });
worker.sync("quick", { database: shelf, mode: "incremental", schedule: "${every}", execute: async (state: any): Promise<any> => { ${delta} } });
`;

/** Reads page after page; refuses to end with nothing. */
export const fullWalk = `
  const { books, next_cursor: next } = await get("?limit=100" + (state?.next ? "&cursor=" + state.next : ""));
  const seen = (state?.seen ?? 0) + books.length;
  if (next === null && seen === 0) throw new Error("the API lists no books");
  return { changes: books.map(toChange), hasMore: next !== null, nextState: next === null ? undefined : { next, seen } };`;

/** Reads what changed since ten minutes before the newest change it has seen; the last day at first. */
export const sinceHigh = `
  const from = state?.page ?? (state ? new Date(Date.parse(state.high) - 600_000) : new Date(Date.now() - 86_400_000)).toISOString().slice(0, 19) + "Z";
  const { books, has_more: more } = await get("/changes?limit=100&updated_since=" + encodeURIComponent(from) + (state?.after ? "&after_id=" + state.after : ""));
  const last = books.at(-1);
  const high = [state?.high, ...books.map((book: any) => book.updated_at)].filter(Boolean).sort().at(-1) ?? from;
  return { changes: books.map(toChange), hasMore: more, nextState: more ? { high, page: last.updated_at, after: last.id } : { high } };`;

/** The plan of the demo bookshop, with changes as `--set` would make them, and its sample. */
export async function bookPlan(set: string[] = []): Promise<{ plan: Plan; sample: unknown }> {
  const { complete, entry } = await preparePlan("demo.books", { set });
  return { plan: complete.plan, sample: entry?.sample };
}

/** The two syncs of `bookshop` as a subject. */
export function bookSubject(worker: SimulatedWorker, source: { plan: Plan; sample: unknown }): Subject {
  const [subject] = subjectsOf(worker.manifest, source);
  if (subject === undefined) throw new Error("The worker has no subject.");
  return subject;
}

export const settings: PlatformSettings = { sweep: "takes", lastState: "kept", omitted: "kept" };

/** One simulation of a scenario; whatever is not given is calm. */
export function simulationOf(
  subject: Subject,
  scenario: Partial<Scenario> = {},
  { seed = 1, ...rest }: Partial<PlatformSettings> & { seed?: number } = {},
): Simulation {
  return {
    subject,
    seed,
    settings: { ...settings, ...rest },
    scenario: { name: "test", title: "", hazards: [], applies: () => true, play: () => {}, ...scenario },
  };
}
