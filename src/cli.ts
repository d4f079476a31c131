import { createRequire } from "node:module";
import { resolve } from "node:path";
import type { Command as Program } from "commander";
import type { Io } from "./commands/io.ts";
import type { Asked } from "./commands/output.ts";
import { addRow, type Choice, type CommandRow, type Given, sayExamples } from "./commands/parse.ts";
import type { Context, Outcome } from "./commands/types.ts";
import { packageVersion } from "./package-files.ts";
import type { ExitCode } from "./problems/problem.ts";

// Required, not imported: commander is CommonJS, and looking through it for ES exports is a tenth of `--help`.
const { Command, CommanderError } = createRequire(import.meta.url)("commander") as typeof import("commander");

const here = (): string => ".";

/** Every command, in the order of the help text. A command's code is imported when it starts, not before. */
const table: CommandRow[] = [
  {
    name: "wizard",
    about: "Ask, show what would be done, and write it",
    argument: ["[dir]", "the folder of the worker; made if there is none"],
    takesGiven: true,
    project: ({ argument }) => argument || ".",
    start: startWizard,
  },
  {
    name: "add",
    about: "Write a sync without questions",
    argument: ["<source>", "a source such as demo.books, a plan file, or - for a plan on standard input"],
    takesGiven: true,
    examples: [
      "add demo.books --yes",
      "add github.issues --param repository=nodejs/node --dry-run",
      "add syncs/books.plan.yaml",
      "add - --json < books.plan.yaml",
    ],
    project: here,
    start: async (context, { argument, param, set }) =>
      (await import("./commands/add.ts")).add(context, { what: argument, param, set }),
  },
  { name: "plan", about: "Print, check and explain plans" },
  {
    name: "plan template",
    about: "Print a complete plan with comments",
    argument: ["<source>", "a source of the catalogue"],
    takesGiven: true,
    examples: ["plan template demo.books > books.plan.yaml"],
    start: async (context, { argument, param, set }) =>
      (await import("./commands/plan.ts")).planTemplate(context, { source: argument, param, set }),
  },
  {
    name: "plan check",
    about: "Check a plan; exit 2 with every fault and its line",
    argument: ["<file>", "a plan, or - for standard input"],
    takesGiven: true,
    examples: ["plan check syncs/books.plan.yaml", "plan check - --json < books.plan.yaml"],
    start: async (context, { argument, param, set }) =>
      (await import("./commands/plan.ts")).planCheck(context, { file: argument, param, set }),
  },
  {
    name: "plan explain",
    about: "Say in words what a plan does, guarantees and costs",
    argument: ["<file>", "a plan, or - for standard input"],
    options: [["--rows <n>", "rows at the source, to tell cost and duration for"]],
    takesGiven: true,
    examples: ["plan explain syncs/books.plan.yaml --rows 20000"],
    start: async (context, { argument, param, set, options }) =>
      (await import("./commands/plan.ts")).planExplain(context, { file: argument, param, set, ...options }),
  },
  {
    name: "plan schema",
    about: "Print the JSON Schema of plans",
    examples: ["plan schema > plan.schema.json"],
    start: async (context) => (await import("./commands/plan.ts")).planSchema(context),
  },
  {
    name: "sources",
    about: "List the catalogue, or search it",
    argument: ["[query]", "words to search for"],
    examples: ["sources", "sources issues", "sources show github.issues"],
    start: async (context, { argument }) =>
      (await import("./commands/sources.ts")).sources(context, { ...(argument && { query: argument }) }),
  },
  {
    name: "sources show",
    about: "Show the facts of one source, and where they were checked",
    argument: ["<id>", "a source, such as demo.books"],
    examples: ["sources show demo.books"],
    start: async (context, { argument }) =>
      (await import("./commands/sources.ts")).sourcesShow(context, { id: argument }),
  },
  {
    name: "inspect",
    about: "Show the facts of this worker project",
    examples: ["inspect --json"],
    project: here,
    start: async (context) => (await import("./commands/inspect.ts")).inspect(context),
  },
  {
    name: "run",
    about: "Run a sync of this worker locally and show its rows",
    argument: ["<key>", "the key of a sync in this worker"],
    options: [
      ["--pages <n>", "how many pages (default: 1)"],
      ["--state <json>", "the state to begin with (default: none, as on the first run)"],
    ],
    examples: ["run booksDelta --pages 3", `run booksBackfill --state '{"v":1}' --json`],
    project: here,
    start: async (context, { argument, options }) =>
      (await import("./commands/run.ts")).run(context, { key: argument, ...options }),
  },
  {
    name: "demo",
    about: "See the whole story, against an API that is built in",
    examples: ["demo"],
    start: async (context) => (await import("./commands/demo.ts")).demo(context),
  },
];

/** Runs one command line and says with which code to exit. Every answer has been printed by then; nothing is thrown. */
export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  const asked: Asked = { command: "create-sync", version: packageVersion(), json: isJsonAsked(argv) };
  try {
    const choice = understand(argv, asked);
    if (typeof choice === "string") return await show(choice, asked, io);
    const outcome = await start(choice, io);
    const { printOutcome } = await import("./commands/output.ts");
    return printOutcome(io, asked, outcome);
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

async function startWizard(context: Context, given: Given): Promise<Outcome> {
  const { refuseMistyped } = await import("./commands/usage.ts");
  refuseMistyped(given.words, namesUnder(""), context.cwd);
  const { argument, param, set } = given;
  return (await import("./commands/wizard.ts")).wizard(context, {
    ...(argument && { dir: argument }),
    param,
    set,
  });
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

/** The words that may follow a command, or stand first if it is empty. */
function namesUnder(command: string): string[] {
  const start = command && `${command} `;
  const words = table
    .filter(({ name }) => name.startsWith(start))
    .map(({ name }) => name.slice(start.length));
  return words.filter((word) => !word.includes(" ") && word !== "wizard");
}

function isJsonAsked(argv: readonly string[]): boolean {
  const end = argv.indexOf("--");
  return argv.slice(0, end === -1 ? undefined : end).includes("--json");
}
