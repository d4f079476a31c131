import { readChange, type Change } from "./changes.ts";
import { isSameJson, runCycle, type CyclePage } from "./cycle.ts";
import { getSync } from "./find-sync.ts";
import { withHeartbeat } from "./heartbeat.ts";
import { createLinter, type Finding } from "./lint.ts";
import type { DatabaseInfo, SyncInfo } from "./manifest.ts";
import { maskDeep, type Mask } from "./mask.ts";
import type { TableRow } from "./table.ts";
import { toPlainLine } from "../problems/text-width.ts";
import { openWorker } from "./worker-process.ts";

export type RunRequest = {
  root: string;
  key: string;
  /** Pages to run at most. */
  pages: number;
  state: unknown;
  env: Readonly<Record<string, string | undefined>>;
  /** Progress, and what the worker prints. */
  say: (line: string) => void;
};

export type PageReport = {
  number: number;
  upserts: number;
  deletes: number;
  hasMore: boolean;
  stateBytes: number;
};

/** What a local run showed, secrets masked. Rows are as after the last page, by database. */
export type RunReport = {
  sync: SyncInfo;
  pages: PageReport[];
  tables: { database: DatabaseInfo; rows: TableRow[] }[];
  deletes: string[];
  hasMore: boolean;
  nextState: unknown;
  /** Whether a secret was taken out of it, so that it is not the state to go on with. */
  isStateMasked: boolean;
  findings: Finding[];
};

/** Runs some pages of a sync of the worker at `root` against the real API and looks at what comes out. */
export async function runLocally({ root, key, pages, state, env, say }: RunRequest): Promise<RunReport> {
  const onOutput = (line: string): void => say(`worker | ${line}`);
  say("Loading the worker");
  const worker = await openWorker(root, { env, fetchPacers: true, onOutput });
  try {
    const manifest = worker.manifest();
    const sync = getSync(manifest, key);
    const linter = createLinter(manifest, sync);
    const seen: CyclePage[] = [];
    say(`Running ${toPlainLine(key)}: ${pages === 1 ? "one page" : `up to ${pages} pages`}`);
    const execute: typeof worker.execute = (...page) =>
      withHeartbeat(worker.execute(...page), (seconds) => say(`still waiting for the page, ${seconds} s`));
    for await (const page of runCycle({ execute }, key, { state, maxPages: pages })) {
      linter.read(page);
      seen.push(page);
      say(describePage(toPageReport(page)));
      // The linter has said so; going on would run the same page again.
      if (page.hasMore && (page.nextState === undefined || isSameJson(page.nextState, page.state))) break;
    }
    return toReport(seen, {
      sync,
      databases: manifest.databases,
      findings: linter.findings(),
      mask: worker.mask,
    });
  } finally {
    await worker.close();
  }
}

type Outlook = {
  sync: SyncInfo;
  databases: readonly DatabaseInfo[];
  findings: readonly Finding[];
  mask: Mask;
};

function toReport(pages: readonly CyclePage[], { sync, databases, findings, mask }: Outlook): RunReport {
  const last = pages.at(-1);
  const nextState = maskDeep(last?.nextState, mask);
  const changes = pages.flatMap((page) => page.changes.map((change) => readChange(maskDeep(change, mask))));
  return {
    sync,
    pages: pages.map(toPageReport),
    tables: collectRows(changes, databases),
    deletes: changes.flatMap((change) => (change.type === "delete" ? [change.key] : [])),
    hasMore: last?.hasMore ?? false,
    nextState,
    isStateMasked: !isSameJson(nextState, last?.nextState),
    findings: findings.map((finding) => ({
      ...finding,
      message: mask(finding.message),
      examples: finding.examples.map(mask),
    })),
  };
}

function toPageReport({ number, changes, hasMore, stateBytes }: CyclePage): PageReport {
  const types = changes.map((change) => readChange(change).type);
  const count = (type: string): number => types.filter((one) => one === type).length;
  return { number, upserts: count("upsert"), deletes: count("delete"), hasMore, stateBytes };
}

function describePage({ number, upserts, deletes, hasMore, stateBytes }: PageReport): string {
  const state = stateBytes === 0 ? "no state" : `${stateBytes} bytes of state`;
  return `page ${number}: ${upserts} upserts, ${deletes} deletes, ${state}, ${hasMore ? "more to come" : "the end"}`;
}

function collectRows(changes: readonly Change[], databases: readonly DatabaseInfo[]): RunReport["tables"] {
  const tables = new Map(
    databases.map((database) => [database.key, { database, rows: new Map<string, TableRow>() }]),
  );
  for (const change of changes) {
    const rows = change.type === "unreadable" ? undefined : tables.get(change.databaseKey)?.rows;
    if (change.type === "delete") rows?.delete(change.key);
    if (change.type !== "upsert") continue;
    const merged = new Map([...(rows?.get(change.key)?.properties ?? []), ...change.properties]);
    rows?.set(change.key, { key: change.key, properties: merged });
  }
  return [...tables.values()]
    .filter(({ rows }) => rows.size > 0)
    .map(({ database, rows }) => ({ database, rows: [...rows.values()] }));
}
