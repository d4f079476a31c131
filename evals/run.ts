import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { repository } from "../test/kit/temp-project.ts";
import { splitCommand } from "./agent.ts";
import { type Arm, makeReport, type Outcome, printReport } from "./report.ts";
import { readTasks } from "./task.ts";
import { workOn } from "./work.ts";

// npm run evals -- --agent "<command>": lets a coding agent work on the tasks, with the skills and without, and grades
// what it leaves. See README.md beside this file.

const usage = `npm run evals -- --agent "<command>" [--task <id>]… [--with-skills | --without-skills] [--minutes 20] [--out <dir>]
npm run evals -- --list

The command gets what it is told on standard input, or as the argument {prompt}. It runs in the project's folder.`;

const { values } = readArguments();
const controller = new AbortController();
process.once("SIGINT", () => controller.abort());

if (values.list) {
  for (const { id, title } of readTasks()) console.log(`${id.padEnd(28)}  ${title}`);
} else {
  const told = readWork();
  const outcomes: Outcome[] = [];
  for (const task of told.tasks) {
    for (const arm of told.arms) {
      if (controller.signal.aborted) break;
      const { output, dropped, ...outcome } = await workOn(task, {
        ...told.work,
        arm,
        signal: controller.signal,
      });
      outcomes.push(outcome);
      console.error(`${task.id}, ${arm}: ${outcome.ok ? "ok" : "FAILED"}`);
      const cut = dropped > 0 ? `\n… and ${dropped} characters more\n` : "";
      if (told.out) writeFileSync(join(told.out, `${task.id}.${arm.replace(" ", "-")}.txt`), output + cut);
    }
  }
  const report = makeReport(outcomes);
  if (told.out) writeFileSync(join(told.out, "report.json"), `${JSON.stringify(report, null, 2)}\n`);
  console.log(printReport(report));
  if (controller.signal.aborted) process.exitCode = 130;
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        agent: { type: "string" },
        task: { type: "string", multiple: true, default: [] },
        "with-skills": { type: "boolean", default: false },
        "without-skills": { type: "boolean", default: false },
        minutes: { type: "string", default: "20" },
        out: { type: "string" },
        list: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    return refuse(error);
  }
}

function readWork() {
  try {
    const minutes = Number(values.minutes);
    if (!(minutes > 0 && minutes <= 600)) throw new Error("--minutes takes a number up to 600");
    if (values.agent === undefined) throw new Error("--agent is missing");
    const arms: Arm[] = [
      ...(values["without-skills"] ? [] : (["with skills"] as const)),
      ...(values["with-skills"] ? [] : (["without skills"] as const)),
    ];
    if (arms.length === 0) throw new Error("--with-skills and --without-skills leave nothing to do");
    const out = values.out === undefined ? undefined : resolve(values.out);
    if (out) mkdirSync(out, { recursive: true });
    const bin = join(repository, "dist", "src", "bin.js");
    const work = { bin, agent: splitCommand(values.agent), limitMs: minutes * 60_000 };
    return { tasks: readTasks(values.task), arms, out, work };
  } catch (error) {
    return refuse(error);
  }
}

function refuse(error: unknown): never {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exit(2);
}
