import { plainText } from "./cells.ts";
import { readChange, type Upsert } from "./changes.ts";
import { isSameJson, type CyclePage } from "./cycle.ts";
import { lintRules, type LintRule, type Severity } from "./lint-rules.ts";
import { findValueFaults } from "./lint-values.ts";
import { findDatabase, type DatabaseInfo, type Manifest, type SyncInfo } from "./manifest.ts";
import { isRecord } from "./protocol.ts";

/** One thing that is wrong, however many rows show it. `examples` are the keys of the first three. */
export type Finding = {
  rule: LintRule;
  severity: Severity;
  message: string;
  fix: string;
  count: number;
  examples: string[];
};

/** Reads pages as they come and keeps what is wrong with them. */
export type Linter = {
  read(page: CyclePage): void;
  /** What was found, the worst first. */
  findings(): Finding[];
};

const mostExamples = 3;
const mostFindings = 100;
const largestPage = 100;
const largeState = 64 * 1024;
const largestState = 256 * 1024;

type Add = (rule: LintRule, about?: string, key?: string) => void;

/** Makes a linter for one sync: checks real output for what neither TypeScript nor the SDK (0.9.2) does. */
export function createLinter(manifest: Manifest, sync: SyncInfo): Linter {
  const findings = new Map<string, Finding>();
  let upserts = 0;
  let isFromStart = false;
  const add: Add = (rule, about = "", key) => {
    const message = lintRules[rule].message(about);
    const { severity, fix } = lintRules[rule];
    const finding = findings.get(message) ?? { rule, severity, message, fix, count: 0, examples: [] };
    finding.count += 1;
    if (key !== undefined && finding.examples.length < mostExamples) finding.examples.push(key);
    if (findings.has(message) || findings.size < mostFindings) findings.set(message, finding);
  };
  return {
    read(page) {
      isFromStart ||= page.number === 1 && page.state === undefined;
      upserts += lintChanges(page.changes, { manifest, sync, add });
      lintPage(page, { sync, add });
      if (isFromStart && !page.hasMore && sync.mode !== "incremental" && upserts === 0)
        add("sweeps-everything");
    },
    findings() {
      const order = Object.keys(lintRules);
      return [...findings.values()]
        .sort((one, other) => order.indexOf(one.rule) - order.indexOf(other.rule))
        .sort(bySeverity);
    },
  };
}

function bySeverity(one: Finding, other: Finding): number {
  return (one.severity === "error" ? 0 : 1) - (other.severity === "error" ? 0 : 1);
}

function lintPage(
  { changes, hasMore, nextState, state, stateBytes, oddities }: CyclePage,
  { sync, add }: { sync: SyncInfo; add: Add },
): void {
  if (changes.length > largestPage) add("large-page", String(changes.length));
  // Text that is null or undefined has a rule of its own, with the better fix.
  for (const loss of oddities.changes) if (!loss.endsWith("undefined becomes null")) add("not-json", loss);
  for (const loss of oddities.state) add("state-not-json", loss);
  if (oddities.hasMore !== undefined) add("has-more-not-boolean", oddities.hasMore);
  if (stateBytes > largestState) add("state-too-large", String(stateBytes));
  else if (stateBytes > largeState) add("large-state", String(stateBytes));
  if (hasMore && nextState === undefined) add("no-next-state");
  else if (hasMore && isSameJson(nextState, state)) add("cursor-stuck");
  if (!hasMore && nextState === undefined && sync.mode === "incremental") add("cursor-forgotten");
}

type Scope = { manifest: Manifest; sync: SyncInfo; add: Add };

/** Checks each change; gives the number of upserts. */
function lintChanges(changes: readonly unknown[], { manifest, sync, add }: Scope): number {
  const seen = new Set<string>();
  let upserts = 0;
  for (const raw of changes) {
    const change = readChange(raw);
    if (change.type === "unreadable") {
      add("unknown-change", change.what);
      continue;
    }
    const { key } = change;
    const address = JSON.stringify([change.databaseKey, key]);
    if (seen.has(address)) add("duplicate-key", "", key);
    seen.add(address);
    if (isRecord(raw) && typeof raw.key !== "string")
      add("key-not-text", raw.key === null ? "null" : `a ${typeof raw.key}`, key);
    const database = findDatabase(manifest, change.databaseKey);
    if (database === undefined) add("unknown-database", `"${change.databaseKey}"`, key);
    if (change.type === "delete" && sync.mode !== "incremental") add("delete-in-replace", "", key);
    if (change.type === "delete") continue;
    upserts += 1;
    if (database) lintUpsert(change, database, add);
  }
  return upserts;
}

function lintUpsert({ key, properties, updatedAt }: Upsert, database: DatabaseInfo, add: Add): void {
  const primary = properties.get(database.primaryKey);
  if (primary !== undefined && plainText(primary) !== key) add("key-not-primary", database.primaryKey, key);
  if (updatedAt !== undefined && Number.isNaN(Date.parse(updatedAt))) add("bad-updated-at", "", key);
  const declared = new Set(database.properties.map(({ name }) => name));
  for (const name of properties.keys()) if (!declared.has(name)) add("undeclared-property", name, key);
  for (const property of database.properties) {
    if (!properties.has(property.name)) add("missing-property", property.name, key);
    else
      for (const { rule, about } of findValueFaults(properties.get(property.name), property))
        add(rule, about, key);
  }
}
