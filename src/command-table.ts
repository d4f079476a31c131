import type { Given } from "./commands/given.ts";
import type { CommandRow } from "./commands/parse.ts";
import { skillRows } from "./commands/skill-rows.ts";
import type { Context, Outcome } from "./commands/types.ts";

const here = (): string => ".";

/** Every command, in the order of the help text. A command's code is imported when it starts, not before. */
export const table: CommandRow[] = [
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
    name: "plan from-sample",
    about: "Print a plan for an API of your own, made from saved JSON answers of a list",
    argument: ["<file...>", "saved answers, several as successive pages of one list; - for standard input"],
    options: [["--name <name>", "the plan's name, of which every key in the worker is made"]],
    takesGiven: true,
    examples: [
      "plan from-sample orders.json > orders.plan.yaml",
      "plan from-sample page1.json page2.json --name orders --json",
      "plan from-sample - --set source.baseUrl=https://api.acme.example < orders.json",
    ],
    start: async (context, { words, param, set, options }) =>
      (await import("./commands/plan-from-sample.ts")).planFromSample(context, {
        files: words,
        param,
        set,
        ...options,
      }),
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
    name: "doctor",
    about: "Look for what is missing or wrong on this machine and in this worker, and say how to mend it",
    examples: ["doctor", "doctor --json"],
    project: here,
    start: async (context) => (await import("./commands/doctor.ts")).doctor(context),
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
    name: "validate",
    about: "Judge the code of this worker's syncs by rules, without running it",
    argument: ["[file...]", "files under src/ to speak about (default: all)"],
    options: [
      ["--rule <id>", "only this rule", "repeatable"],
      ["--max-severity <which>", "the worst that may pass: error, warn or info (default: info)"],
      ["--fix", "mend what is mechanical; with --dry-run the diff"],
      ["--sarif", "print SARIF 2.1.0, for code scanning"],
    ],
    examples: [
      "validate",
      "validate src/index.ts --rule cursor-from-clock",
      "validate --fix --dry-run",
      "validate --sarif > validate.sarif",
    ],
    project: here,
    start: async (context, { words, options }) =>
      (await import("./commands/validate.ts")).validate(context, { files: words, ...options }),
  },
  {
    name: "explain",
    about: "Print what a rule of validate is about, with a wrong and a right worker",
    argument: ["<rule>", "the id of a rule"],
    examples: ["explain cursor-from-clock"],
    start: async (context, { argument }) =>
      (await import("./commands/validate.ts")).explain(context, { rule: argument }),
  },
  {
    name: "simulate",
    about: "Play what happens in real life to the syncs of this worker, and judge their rows",
    argument: ["[key...]", "the keys of syncs (default: all that the plans in syncs/ made)"],
    options: [
      ["--scenario <name>", "only this scenario", "repeatable"],
      ["--seed <n>", "where chance begins (default: 1); the same seed gives the same run"],
      ["--runs <n>", "how many seeds, counting up (default: 1)"],
      ["--source <source>", "a source or a plan file whose API the syncs read, for those without a plan"],
      ["--quick", "only the scenarios that add runs too"],
      ["--settings <which>", "default: two extremes of what Notion may do; all: every combination"],
    ],
    takesGiven: true,
    examples: [
      "simulate",
      "simulate booksDelta --scenario late-write --seed 7",
      "simulate --source github.issues --param repository=nodejs/node",
    ],
    project: here,
    start: async (context, { words, param, set, options }) =>
      (await import("./commands/simulate.ts")).simulate(context, { keys: words, param, set, ...options }),
  },
  {
    name: "debug",
    about: "Find out what is wrong with a sync, from its log, its code and what ntn says",
    argument: ["[key]", "the key of a sync (default: the one the log is about)"],
    options: [
      ["--log <file>", "the log of a run, or - for standard input (default: what ntn has)"],
      ["--rows <what>", "no error, wrong rows: missing, stale, duplicated, vanished or not-cleared"],
    ],
    examples: [
      "debug booksDelta",
      "debug booksDelta --log run.log",
      "debug --log - --json < run.log",
      "debug booksBackfill --rows vanished",
    ],
    project: here,
    start: async (context, { argument, options }) =>
      (await import("./commands/debug.ts")).debug(context, { key: argument, ...options }),
  },
  {
    name: "serve",
    about: "Serve a fake of a source's API on this machine, until Ctrl-C",
    argument: ["<source>", "a source such as demo.books, or a plan file"],
    options: [
      ["--port <n>", "the port on 127.0.0.1 (default: a free one)"],
      ["--seed <n>", "where chance begins (default: 1)"],
      ["--still", "leave the records as they are"],
    ],
    takesGiven: true,
    examples: ["serve demo.books", "serve github.issues --param repository=nodejs/node --port 4010"],
    start: async (context, { argument, param, set, options }) =>
      (await import("./commands/serve.ts")).serve(context, { source: argument, param, set, ...options }),
  },
  ...skillRows,
  {
    name: "demo",
    about: "See the whole story, against an API that is built in",
    examples: ["demo"],
    start: async (context) => (await import("./commands/demo.ts")).demo(context),
  },
];

/** The words that may follow a command, or stand first if it is empty. */
export function namesUnder(command: string): string[] {
  const start = command && `${command} `;
  const words = table
    .filter(({ name }) => name.startsWith(start))
    .map(({ name }) => name.slice(start.length));
  return words.filter((word) => !word.includes(" ") && word !== "wizard");
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
