import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Context, Outcome } from "./types.ts";

/** Plays the demo in a worker under the system's temporary folder; it stays there unless the demo fails. */
export async function demo(context: Context): Promise<Outcome> {
  const { playStory } = await import("../demo/story.ts");
  const { isToldRight, tellStory } = await import("../demo/tell.ts");
  const parent = await mkdtemp(join(tmpdir(), "create-sync-demo-"));
  const root = join(parent, "bookshop-worker");
  await mkdir(root);
  const story = await playStory({ root, env: context.env, say: context.say }).catch(
    async (error: unknown) => {
      await rm(parent, { recursive: true, force: true });
      throw error;
    },
  );
  const { draft, checks, backfill, delta, events, before, after, requests } = story;
  return {
    result: {
      root,
      files: draft.changes.map(({ path }) => path),
      checks,
      backfill,
      delta,
      events,
      rows: { before: before.length, after: after.length },
      requests,
    },
    text: tellStory(story),
    next: ["npx create-sync"],
    exit: isToldRight(story) ? 0 : 5,
  };
}
