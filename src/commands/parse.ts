import type { Command } from "commander";
import type { Flags } from "./context.ts";
import type { Given } from "./given.ts";
import type { Context, Outcome } from "./types.ts";

/** One command of the table. `name` is what is typed ("plan check"); a row without `start` only groups others. */
export type CommandRow = {
  name: string;
  about: string;
  argument?: [name: string, about: string];
  options?: [flag: string, about: string, many?: "repeatable"][];
  /** Whether it takes --param and --set. */
  takesGiven?: boolean;
  examples?: string[];
  start?: (context: Context, given: Given) => Promise<Outcome>;
  /** The folder it reads or writes as a project, relative to --cwd. */
  project?: (given: Given) => string;
};

/** A command line understood: what to run, and the folder it works on as a project, relative to --cwd. */
export type Choice = {
  flags: Flags;
  project: string | undefined;
  run: (context: Context) => Promise<Outcome>;
};

/** What to do while a command line is parsed: for each command word that is understood, and for the whole. */
export type Listener = { enter: (name: string) => void; choose: (choice: Choice) => void };

/** Adds a row to the program. */
export function addRow(program: Command, row: CommandRow, { enter, choose }: Listener): void {
  const words = row.name.split(" ");
  const name = words.pop() ?? "";
  const parent = program.commands.find((one) => one.name() === words[0]) ?? program;
  const isWizard = row.name === "wizard";
  const command = parent.command(name, { isDefault: isWizard, hidden: isWizard }).description(row.about);
  parent.hook("preSubcommand", (_, next) => {
    if (next === command) enter(row.name);
  });
  if (row.argument) command.argument(...row.argument);
  for (const [flag, about, many] of row.options ?? []) {
    if (many) command.option(flag, `${about}; ${many}`, collect);
    else command.option(flag, about);
  }
  if (row.takesGiven) {
    command.option("--param <name=value>", "what the source needs to know; repeatable", collect);
    command.option("--set <path=value>", "any plan field, as schedule.delta=15m; repeatable", collect);
  }
  if (row.examples) command.addHelpText("after", sayExamples(row.examples));
  const { start, project } = row;
  if (!start) return;
  command.allowExcessArguments(isWizard).action(() => {
    const { param = [], set = [], ...options } = command.opts<Given["options"] & Partial<Given>>();
    const given = { argument: command.args[0] ?? "", words: command.args, param, set, options };
    choose({
      flags: program.opts<Flags>(),
      project: project?.(given),
      run: (context) => start(context, given),
    });
  });
}

/** The part of a help text that shows how it is typed. */
export function sayExamples(lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  create-sync ${line}\n`).join("")}`;
}

function collect(value: string, earlier: string[] = []): string[] {
  return [...earlier, value];
}
