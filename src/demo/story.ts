import { draftSync, type Draft } from "../add/draft.ts";
import { verifySync, type Check } from "../add/verify.ts";
import { preparePlan } from "../plan/load.ts";
import { findDatabase } from "../run/manifest.ts";
import { createPlatform, type Platform, type Row, type RunSummary } from "../run/platform.ts";
import type { TableSchema } from "../run/table.ts";
import { openWorker } from "../run/worker-process.ts";
import { writeChanges } from "../write/write.ts";
import { startDemoApi, type DemoApi, type Shop } from "./api.ts";
import { providePackages } from "./packages.ts";

/** What happened in the demo, as values; `tell.ts` puts it into words. */
export type Story = {
  root: string;
  draft: Draft;
  checks: Check[];
  schema: TableSchema;
  backfill: RunSummary;
  before: Row[];
  /** What was done at the shop, one sentence each. */
  events: string[];
  delta: RunSummary;
  after: Row[];
  requests: number;
};

export type StoryOptions = {
  /** An empty folder for the worker. */
  root: string;
  env: Readonly<Record<string, string | undefined>>;
  say: (line: string) => void;
};

const token = "demo";

/**
 * Plays the whole story with real parts: a worker in `root`, the demo API over HTTP on loopback, the SDK, the user's
 * compiler; only Notion itself is a stand-in. Throws Problems; closes what it opens.
 */
export async function playStory({ root, env, say }: StoryOptions): Promise<Story> {
  const api = await startDemoApi({ token });
  try {
    say(`The demo bookshop answers at ${api.url}.`);
    const prepared = await preparePlan("demo.books", { params: [`baseUrl=${api.url}`] });
    const draft = await draftSync(root, prepared);
    await writeChanges(root, draft.changes);
    await providePackages(root, { env, say });
    say("Checking the types with tsc …");
    const checks = await verifySync(root, prepared.complete.plan);
    return { root, draft, checks, ...(await syncTwice(root, api, say)) };
  } finally {
    await api.close();
  }
}

type Runs = Omit<Story, "root" | "draft" | "checks">;

async function syncTwice(root: string, api: DemoApi, say: (line: string) => void): Promise<Runs> {
  const worker = await openWorker(root, { env: { DEMO_TOKEN: token }, onOutput: say });
  try {
    const notion: Platform = createPlatform(worker);
    // The delta first: what changes while the backfill reads must not fall between the two.
    await notion.runSync("demoBooksDelta");
    const backfill = await notion.runSync("demoBooksBackfill");
    const before = notion.rows("demoBooks");
    const events = changeTheShop(api.shop);
    const delta = await notion.runSync("demoBooksDelta");
    const schema = findDatabase(worker.manifest(), "demoBooks") ?? { properties: [] };
    return {
      schema,
      backfill,
      before,
      events,
      delta,
      after: notion.rows("demoBooks"),
      requests: api.requests,
    };
  } finally {
    await worker.close();
  }
}

/** One of each: a create, an edit, a cleared value, a delete. */
function changeTheShop(shop: Shop): string[] {
  const [first, second, third, ...others] = shop.list();
  const noted = others.find((book) => book.notes !== null) ?? third;
  if (!first || !second || !third || !noted) throw new Error("The demo bookshop is too small for its story");
  const added = shop.add({ title: "A Field Guide to Quiet Syncs", author: "Mara Lindqvist" });
  shop.edit(first.id, { price: (first.price ?? 10) + 2, status: "on order" });
  shop.edit(noted.id, { notes: null });
  shop.remove(second.id);
  return [
    `added    ${added.title}`,
    `edited   ${first.title}: another price, now on order`,
    `cleared  ${noted.title}: its note was deleted`,
    `removed  ${second.title}`,
  ];
}
