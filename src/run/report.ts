import { shellWord } from "../problems/shell-word.ts";
import { cellText } from "./cells.ts";
import type { Finding } from "./lint.ts";
import type { SyncInfo } from "./manifest.ts";
import type { RunReport } from "./run-locally.ts";
import { renderTable } from "./table.ts";
import { cutToWidth, toPlainLine } from "../problems/text-width.ts";

const mostFindings = 20;
const mostDeletes = 50;
const longestState = 400;
const longestStateArgument = 1000;

/** A run in words and tables, for a terminal of `width` columns. */
export function describeRun(report: RunReport, width: number): string {
  const { sync, tables, deletes, findings } = report;
  const sections = [
    `${toPlainLine(sync.key)} (${describeSync(sync)})`,
    ...tables.map(
      ({ database, rows }) =>
        `${toPlainLine(database.title)}: ${count(rows.length, "row")}\n\n${renderTable(database, rows, { width })}`,
    ),
    ...(deletes.length === 0 ? [] : [`Deleted: ${listKeys(deletes, mostDeletes)}`]),
    describeEnd(report),
    describeFindings(findings),
  ];
  return sections.join("\n\n");
}

/** The same run as data for --json: cells as Notion would show them. */
export function toRunResult({
  sync,
  pages,
  tables,
  deletes,
  hasMore,
  nextState,
  findings,
}: RunReport): unknown {
  return {
    sync: { ...sync, mode: sync.mode ?? "replace" },
    pages,
    rows: tables.flatMap(({ database, rows }) =>
      rows.map((row) => ({
        database: database.key,
        key: row.key,
        cells: Object.fromEntries(
          database.properties.map((property) => [
            property.name,
            cellText(row.properties.get(property.name), property),
          ]),
        ),
      })),
    ),
    deletes,
    hasMore,
    nextState: nextState ?? null,
    findings,
  };
}

/** The commands that go on where a run stopped; none when it came to the end or cannot go on. */
export function findNextCommands({
  sync,
  hasMore,
  nextState,
  isStateMasked,
  pages,
  findings,
}: RunReport): string[] {
  const isStuck = findings.some(({ rule }) => rule === "cursor-stuck" || rule === "no-next-state");
  if (!hasMore || isStuck) return [];
  const state = JSON.stringify(nextState);
  const isUsable = !isStateMasked && state.length <= longestStateArgument && toPlainLine(state) === state;
  return [
    `create-sync run ${shellWord(sync.key)} ${isUsable ? `--state ${shellWord(state)}` : `--pages ${pages.length * 2}`}`,
  ];
}

function describeSync({ mode, schedule, databaseKey }: SyncInfo): string {
  const every =
    schedule?.type === "interval"
      ? `every ${describeInterval(schedule.intervalMs)}`
      : (schedule?.type ?? "every 30m by default");
  return `${mode ?? "replace by default"}, ${every}, into ${toPlainLine(databaseKey)}`;
}

function describeInterval(intervalMs: number): string {
  const minutes = Math.round(intervalMs / 60_000);
  if (minutes % 1440 === 0) return `${minutes / 1440}d`;
  return minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
}

function describeEnd({ pages, hasMore, nextState }: RunReport): string {
  const bytes = pages.at(-1)?.stateBytes ?? 0;
  const end = hasMore
    ? "hasMore: true, so there is more to come"
    : "hasMore: false, so the cycle is complete";
  const state =
    nextState === undefined
      ? "none"
      : `${cutToWidth(toPlainLine(JSON.stringify(nextState)), longestState)} (${count(bytes, "byte")})`;
  return `${count(pages.length, "page")}, ${end}\nNext state: ${state}`;
}

function describeFindings(findings: readonly Finding[]): string {
  if (findings.length === 0) return "Nothing to complain about.";
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const shown = findings.slice(0, mostFindings).map(describeFinding);
  const more = findings.length > mostFindings ? [`… and ${findings.length - mostFindings} more`] : [];
  return [`${count(errors, "error")}, ${count(findings.length - errors, "warning")}`, ...shown, ...more].join(
    "\n",
  );
}

function describeFinding({ severity, rule, message, fix, count: times, examples }: Finding): string {
  const rows =
    examples.length === 0
      ? ""
      : ` (${count(times, "row")}: ${listKeys(examples, times)}${times > examples.length ? ", …" : ""})`;
  return `  ${severity.padEnd(7)}  ${toPlainLine(message)}${rows} [${rule}]\n           fix: ${fix}`;
}

function listKeys(keys: readonly string[], most: number): string {
  const shown = keys.slice(0, most).map((key) => cutToWidth(toPlainLine(key), 60));
  return shown.join(", ") + (keys.length > most ? ` … and ${keys.length - most} more` : "");
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
