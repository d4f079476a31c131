import { readPages, readState } from "../run/read-arguments.ts";
import { describeRun, findNextCommands, toRunResult } from "../run/report.ts";
import { runLocally } from "../run/run-locally.ts";
import type { Context, Outcome } from "./types.ts";

/** What `create-sync run` takes: the key of a sync, and the flags as they were typed. */
export type RunArguments = { key: string; pages?: string; state?: string };

const defaultWidth = 100;
const narrowest = 40;
const widest = 300;

/** Runs pages of a sync locally and shows the rows as Notion would. Exit 5 when the output has errors the SDK would not see. */
export async function run(context: Context, { key, pages, state }: RunArguments): Promise<Outcome> {
  const report = await runLocally({
    root: context.cwd,
    key,
    pages: readPages(pages),
    state: readState(state),
    env: context.env,
    say: context.say,
  });
  const hasErrors = report.findings.some(({ severity }) => severity === "error");
  return {
    result: toRunResult(report),
    text: describeRun(report, readWidth(context.env.COLUMNS)),
    next: findNextCommands(report),
    exit: hasErrors ? 5 : 0,
  };
}

function readWidth(columns: string | undefined): number {
  const width = Number(columns);
  return Number.isInteger(width) && width >= narrowest && width <= widest ? width : defaultWidth;
}
