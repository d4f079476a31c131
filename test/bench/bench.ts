import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { makeLargeWorker } from "./large-worker.ts";
import { measureLog } from "./log.ts";
import { inTurns, measure, measureFirstPrompt, median, medianRatio } from "./measure.ts";
import { walkAll } from "./memory.ts";
import { packageLimits, packAndInstall } from "./package.ts";
import { repository } from "../kit/temp-project.ts";

// npm run bench: what create-sync costs, as ratios within one run, beside its limits. Exit 1 if one is over.

/** `least`: the limit is the least there may be; without a limit it is only told. */
type Row = {
  what: string;
  value: number | undefined;
  limit: number | undefined;
  unit: string;
  least?: boolean;
};

const bin = join(repository, "dist/src/bin.js");
const tsc = join(repository, "node_modules/typescript/bin/tsc");
const folder = mkdtempSync(join(tmpdir(), "create-sync-bench-"));
const addArguments = [bin, "add", "demo.books", "--yes", "--json"];

const rows = [
  ...startRows(),
  await promptRow(),
  ...addRows(),
  ...(await validateRows()),
  ...simulateRows(),
  ...(await walkRows()),
  ...logRows(),
  ...packageRows(),
];
rmSync(folder, { recursive: true, force: true });
print(rows);
process.exitCode = rows.some(isOver) ? 1 : 0;

function startRows(): Row[] {
  const { node, help, version } = inTurns(15, {
    node: () => measure({ args: ["-e", "0"] }),
    help: () => measure({ args: [bin, "--help"] }),
    version: () => measure({ args: [bin, "--version"] }),
  });
  return [
    { what: "--help, CPU of `node -e 0`", value: medianRatio(help, node), limit: 1.5, unit: "×" },
    { what: "--version, CPU of `node -e 0`", value: medianRatio(version, node), limit: 1.5, unit: "×" },
  ];
}

/** CPU up to the first question, in a real terminal, and the Ctrl-C that ends it. */
async function promptRow(): Promise<Row> {
  const cwd = newFolder();
  const ratios: number[] = [];
  for (let turn = 0; turn < 9; turn++) {
    const prompt = await measureFirstPrompt({ args: [bin], cwd }, /\?/);
    if (prompt) ratios.push(medianRatio([prompt], [measure({ args: ["-e", "0"] })]));
  }
  const value = ratios.length > 0 ? median(ratios) : undefined;
  return { what: "first prompt, CPU of `node -e 0`", value, limit: 3, unit: "×" };
}

/** `add` into a worker with its packages against the user's own type check of what came out, which is not counted in. */
function addRows(): Row[] {
  const worker = newWorker();
  measure({ args: addArguments, cwd: worker });
  const { add, check } = inTurns(5, {
    add: () => measure({ args: addArguments, cwd: newWorker(), skip: "tsc" }),
    check: () => measure({ args: [tsc, "--noEmit"], cwd: worker }),
  });
  const peak = median(add.map(({ peakMiB }) => peakMiB));
  return [
    { what: "add without tsc, CPU of tsc --noEmit", value: medianRatio(add, check), limit: 1, unit: "×" },
    { what: "add, most memory of one process", value: peak, limit: 250, unit: "MiB" },
  ];
}

/** `validate` of a large worker against the user's own type check of it. */
async function validateRows(): Promise<Row[]> {
  const worker = newWorker();
  await makeLargeWorker(worker, 5_000);
  const { validate, check } = inTurns(5, {
    validate: () => measure({ args: [bin, "validate"], cwd: worker }),
    check: () => measure({ args: [tsc, "--noEmit"], cwd: worker }),
  });
  const peak = median(validate.map(({ peakMiB }) => peakMiB));
  const ratio = medianRatio(validate, check);
  return [
    { what: "validate of 5,000 lines, CPU of tsc --noEmit", value: ratio, limit: 1, unit: "×" },
    { what: "validate of 5,000 lines, most memory", value: peak, limit: 400, unit: "MiB" },
  ];
}

/** All scenarios against the pair of one source, as a person would play them; by the clock on the wall. */
function simulateRows(): Row[] {
  const worker = newWorker();
  measure({ args: addArguments, cwd: worker });
  const began = performance.now();
  const { stdout, status } = spawnSync(process.execPath, [bin, "simulate", "--json"], {
    ...{ cwd: worker, encoding: "utf8", input: "", maxBuffer: 64 * 1024 * 1024 },
  });
  const tookMs = performance.now() - began;
  if (status !== 0) throw new Error(`simulate ended with ${status}: ${stdout.slice(0, 2000)}`);
  const { result } = JSON.parse(stdout) as {
    result: { subjects: { figures: { executes: number; simulatedMs: number } }[] };
  };
  const [figures] = result.subjects.map((subject) => subject.figures);
  if (!figures) throw new Error("simulate played nothing");
  const [executes, ratio] = [(figures.executes * 1000) / tookMs, figures.simulatedMs / tookMs];
  return [
    { what: "simulate, calls of execute a second", value: executes, limit: undefined, unit: "" },
    { what: "simulate, simulated time of real time", value: ratio, limit: 66_400, unit: "×", least: true },
    { what: "simulate, all scenarios of a pair", value: tookMs / 1000, limit: undefined, unit: "s" },
  ];
}

/** A full walk over real HTTP of ten times the records must not hold more, nor save more. */
async function walkRows(): Promise<Row[]> {
  const wanted = { id: "demo.books" };
  const few = await walkAll(wanted, 10_000);
  const many = await walkAll(wanted, 100_000);
  if (many.rows < 9 * few.rows) throw new Error(`The walks had ${few.rows} and ${many.rows} rows.`);
  const heap = many.heapBytes / few.heapBytes;
  return [
    { what: "walk of 100,000 records, heap of 10,000", value: heap, limit: 1.1, unit: "×" },
    { what: "walk of 100,000 records, largest state", value: many.stateBytes / 1024, limit: 16, unit: "KiB" },
  ];
}

/** A log of 50 MB beside `wc -l` and a JSON.parse of what is JSON in it. */
function logRows(): Row[] {
  const { ratio, secondsPer10MB, peakMiB } = measureLog(folder);
  return [
    { what: "log of 50 MB, CPU of wc -l and JSON.parse", value: ratio, limit: 6, unit: "×" },
    { what: "log of 50 MB, CPU of 10 MB", value: secondsPer10MB, limit: 3, unit: "s" },
    { what: "log of 50 MB, most memory", value: peakMiB, limit: 300, unit: "MiB" },
  ];
}

function packageRows(): Row[] {
  const installed = packAndInstall(["--ignore-scripts"]);
  rmSync(dirname(installed.tarball), { recursive: true, force: true });
  const megabytes = (bytes: number): number => bytes / 1_000_000;
  return [
    {
      what: "tarball",
      value: megabytes(installed.tarballBytes),
      limit: megabytes(packageLimits.tarballBytes),
      unit: "MB",
    },
    { what: "installed packages", value: installed.packages, limit: packageLimits.packages, unit: "" },
    {
      what: "installed",
      value: megabytes(installed.installedBytes),
      limit: megabytes(packageLimits.installedBytes),
      unit: "MB",
    },
  ];
}

function newFolder(): string {
  return mkdtempSync(join(folder, "worker-"));
}

/** An empty folder in which the packages of a worker are installed already. */
function newWorker(): string {
  const worker = newFolder();
  mkdirSync(worker, { recursive: true });
  symlinkSync(join(repository, "node_modules"), join(worker, "node_modules"), "junction");
  return worker;
}

function isOver({ value, limit, least }: Row): boolean {
  // A measurement that did not come off is not within its limit.
  return value !== undefined && limit !== undefined && !(least ? value >= limit : value <= limit);
}

function print(all: readonly Row[]): void {
  const lines = all.map((row) => [
    row.what,
    say(row.value, row.unit),
    say(row.limit, row.unit),
    sayVerdict(row),
  ]);
  const table = [["measured", "value", "limit", ""], ...lines];
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((line) => line[column]?.length ?? 0)));
  for (const line of table) {
    process.stdout.write(
      `${line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd()}\n`,
    );
  }
}

function say(value: number | undefined, unit: string): string {
  if (value === undefined) return "–";
  return `${Number.isInteger(value) ? value : value.toFixed(2)} ${unit}`.trim();
}

function sayVerdict(row: Row): string {
  if (row.value === undefined) return "not measured: needs tmux for a terminal";
  if (row.limit === undefined) return "";
  if (!isOver(row)) return "ok";
  return row.least ? "UNDER" : "OVER";
}
