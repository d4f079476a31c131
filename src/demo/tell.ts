import { describeChange } from "../add/apply.ts";
import { sayFile } from "../add/report.ts";
import { diffTable } from "../run/diff-table.ts";
import { renderTable, type TableOptions } from "../run/table.ts";
import type { Story } from "./story.ts";

/** The demo as a page of text: what was written, the rows before, what happened at the shop, the rows after. */
export function tellStory(story: Story, options: TableOptions = {}): string {
  const { draft, checks, schema, before, after, backfill, delta, events } = story;
  const failed = checks.filter((check) => !check.ok);
  return [
    "1. One plan became a worker:",
    ...draft.changes.map(describeChange).map(sayFile),
    failed.length === 0
      ? "   Its types check under tsc, and it declares what the plan says."
      : failed.map(({ name, found }) => `   ${name}: ${found.join("; ")}`).join("\n"),
    "",
    `2. The backfill read the whole shop (${backfill.pages} pages, ${backfill.upserts} rows). What Notion shows:`,
    "",
    renderTable(schema, before, { ...options, limit: 6 }),
    "",
    "3. Meanwhile, at the shop:",
    ...events.map((event) => `   ${event}`),
    "",
    `4. The delta read only what changed (${delta.pages} ${delta.pages === 1 ? "page" : "pages"}). What is different in Notion:`,
    "",
    diffTable(schema, { before, after }, options),
    "",
    `${story.requests} requests in all. The code is in ${story.root}/src/index.ts; the plan it came from is beside it,`,
    "in syncs/demoBooks.plan.yaml. The same for an API of yours: npx create-sync",
  ].join("\n");
}

/** Whether the demo showed what it promises: a new, a changed, a cleared and a deleted row, and checks without a finding. */
export function isToldRight({ before, after, checks, delta }: Story): boolean {
  const keys = new Set(before.map(({ key }) => key));
  const isNew = after.filter(({ key }) => !keys.has(key)).length === 1;
  return (
    isNew && delta.deletes.length === 1 && after.length === before.length && checks.every(({ ok }) => ok)
  );
}
