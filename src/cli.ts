import { createRequire } from "node:module";
import { resolve } from "node:path";
import type { Command as Program } from "commander";
import type { Io } from "./commands/io.ts";
import type { Asked } from "./commands/output.ts";
import { addRow, type Choice, sayExamples } from "./commands/parse.ts";
import type { Outcome } from "./commands/types.ts";
import { namesUnder, table } from "./command-table.ts";
import { packageVersion } from "./package-files.ts";
import type { ExitCode } from "./problems/problem.ts";

// Required, not imported: commander is CommonJS, and looking through it for ES exports is a tenth of `--help`.
const { Command, CommanderError } = createRequire(import.meta.url)("commander") as typeof import("commander");

/** Runs one command line and says with which code to exit. Every answer has been printed by then; nothing is thrown. */
export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  const asked: Asked = { command: "create-sync", version: packageVersion(), json: isJsonAsked(argv) };
  try {
    const choice = understand(argv, asked);
    if (typeof choice === "string") return await show(choice, asked, io);
    const outcome = await start(choice, io);
    const { printOutcome } = await import("./commands/output.ts");
    const exit = printOutcome(io, asked, outcome);
    await outcome.goOn?.();
    return exit;
  } catch (error) {
    return fail(error, asked, io);
  }
}

/** What was typed, as something to start, or as the text to show for --help and --version. */
function understand(argv: readonly string[], asked: Asked): Choice | string {
  const chosen: Choice[] = [];
  const shown: string[] = [];
  const program = new Command("create-sync").exitOverride();
  program.configureOutput({
    writeOut: (text) => shown.push(text),
    writeErr: () => undefined,
    // Asking the terminal would open it, which costs more than the help text itself.
    getOutHelpWidth: () => 80,
    getOutHasColors: () => false,
  });
  describe(program, asked);
  const listener = {
    enter: (name: string) => (asked.command = name),
    choose: (choice: Choice) => chosen.push(choice),
  };
  for (const row of table) addRow(program, row, listener);
  try {
    program.parse([...argv], { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return shown.join("");
    throw error;
  }
  const [choice] = chosen;
  if (!choice) throw new Error("the command line was understood as no command");
  return choice;
}

function describe(program: Program, asked: Asked): void {
  program
    .description("Writes data syncs into a Notion Worker. Without a command: the wizard, in [dir] or here.")
    .usage("[dir] [--param name=value] [--set path=value]\n       create-sync <command> [options]")
    .version(asked.version, "-v, --version", "print the version")
    .helpOption("-h, --help", "print help, also of a command")
    .option("--cwd <dir>", "the folder of the worker (default: this one)")
    .option("--json", "print one JSON object; ask nothing")
    .option("--dry-run", "print a diff, write nothing")
    .option("--yes", "take every recommendation; ask nothing")
    .option("--no-input", "ask nothing; missing input is exit 3")
    .option("--force", "let a changed plan replace generated code nobody edited")
    .helpCommand("help [command]", "print the help of a command")
    .configureHelp({ showGlobalOptions: true })
    .addHelpText("after", sayExamples(["my-worker", "sources issues", "add demo.books --yes", "add --help"]));
}

async function start({ flags, project, run }: Choice, io: Io): Promise<Outcome> {
  const { makeContext } = await import("./commands/context.ts");
  const context = makeContext(flags, io);
  if (project !== undefined) {
    const { putRight } = await import("./commands/put-right.ts");
    await putRight(resolve(context.cwd, project), context);
  }
  return run(context);
}

/** Help and version: printed as they are, to load nothing that only a real answer needs. */
async function show(text: string, asked: Asked, io: Io): Promise<ExitCode> {
  if (!asked.json) {
    io.out(text);
    return 0;
  }
  const { printOutcome } = await import("./commands/output.ts");
  return printOutcome(io, asked, { result: { text: text.trimEnd() }, text });
}

async function fail(error: unknown, asked: Asked, io: Io): Promise<ExitCode> {
  const { printFailure } = await import("./commands/output.ts");
  if (!(error instanceof CommanderError)) return printFailure(io, asked, error);
  const { usageProblem } = await import("./commands/usage.ts");
  return printFailure(io, asked, usageProblem(error, asked.command, namesUnder(asked.command)));
}

function isJsonAsked(argv: readonly string[]): boolean {
  const end = argv.indexOf("--");
  return argv.slice(0, end === -1 ? undefined : end).includes("--json");
}
