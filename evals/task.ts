import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { z } from "zod";
import { scenarios } from "../src/simulate/scenarios/index.ts";

/** The folder of the evals, with what tasks are made of: `tasks`, `apis`, `workers`. */
export const evalsFolder = fileURLToPath(new URL(".", import.meta.url));

const scenarioNames = new Set(scenarios.map(({ name }) => name));
// What a task names is read and written inside of one folder.
const path = z
  .string()
  .regex(/^[\w@.-]+(\/[\w@.-]+)*$/)
  .refine((text) => !text.split("/").includes(".."), "leads out of its folder");
const words = z.array(z.string().min(1)).min(1);
const edit = z.strictObject({
  path: path.default("src/index.ts"),
  find: z.string().min(1),
  with: z.string(),
});

/** What is in the project's folder, made in this order. All of it is optional; nothing is an empty folder. */
const contents = z.strictObject({
  /** A file of `evals/workers`, as src/index.ts of a new worker. */
  worker: path.optional(),
  /** Files of `evals`, by the path they get; `{url}` in them is the address of what is served. */
  files: z.record(path, path).default({}),
  /** Texts of files, by their path. */
  texts: z.record(path, z.string()).default({}),
  /** Replacements, each of a text that stands in the file once. */
  edits: z.array(edit).default([]),
  /** Command lines of create-sync, without its name; run one after the other. `{url}` as in files. */
  run: z.array(words).default([]),
});

const expectation = z.discriminatedUnion("kind", [
  /** src compiles with the settings of a new worker, and hides nothing from the compiler. */
  z.strictObject({ kind: z.literal("types") }),
  /** `create-sync simulate` has no finding. */
  z.strictObject({
    kind: z.literal("simulate"),
    /** A catalogue id, or a plan file of `evals/apis`; without it the plans in syncs/ are meant. */
    source: z.string().optional(),
    param: z.array(z.string()).default([]),
    scenarios: z.union([
      z.literal("quick"),
      z.array(z.string().refine((name) => scenarioNames.has(name), "no such scenario")).min(1),
    ]),
    /** `new`: only the syncs that the worker did not have at the start. */
    syncs: z.enum(["all", "new"]).default("all"),
  }),
  /** What the worker declares when it is loaded. */
  z.strictObject({
    kind: z.literal("declares"),
    /** The modes of all syncs, in the order of the alphabet. */
    modes: z.array(z.enum(["incremental", "replace"])).optional(),
    /** Keys that must be there, of syncs. */
    syncs: words.optional(),
    /** How often a sync runs: minutes, or `manual`. */
    schedules: z.record(z.string(), z.union([z.number(), z.literal("manual")])).default({}),
    /** How many there are. */
    databases: z.number().optional(),
    oauth: z.number().optional(),
    /** Property names, of any database, that must or must not be there. */
    properties: z.array(z.string()).default([]),
    noProperties: z.array(z.string()).default([]),
  }),
  /** These files are as they were; a path that ends in `/` is all below it. */
  z.strictObject({ kind: z.literal("untouched"), paths: words }),
  /** What a file has to say, and must not. */
  z.strictObject({
    kind: z.literal("file"),
    path,
    has: z.array(z.string()).default([]),
    hasNot: z.array(z.string()).default([]),
  }),
  /** A plan in syncs/ has these values at these paths. */
  z.strictObject({ kind: z.literal("plan"), values: z.record(z.string(), z.unknown()) }),
  /** The answer that the agent was told to write, as JSON; lists are compared without their order. */
  z.strictObject({ kind: z.literal("answer"), equals: z.record(z.string(), z.unknown()) }),
  /** Beginnings of command lines of ntn that must not have been run. */
  z.strictObject({ kind: z.literal("not-run"), commands: words }),
  /** The made-up secret of `.env` was in nothing that the agent printed. */
  z.strictObject({ kind: z.literal("secret-unseen") }),
  /** At most so many tool calls; only judged where the agent prints a transcript. */
  z.strictObject({ kind: z.literal("tool-calls"), most: z.number().int().positive() }),
]);

export const taskSchema = z.strictObject({
  /** What the task is about, in a line. */
  title: z.string().min(10).max(100),
  /** What the agent is told; `{url}` is the address of what is served. */
  prompt: z.string().min(30).max(4000),
  /** The skill that a person would call for it. */
  skill: z.enum(["sync", "sync-guide", "sync-debug", "sync-validate", "auth-guide"]),
  start: contents.prefault({}),
  /** Names that `.env` has, each with a made-up secret. */
  env: z.array(z.string().regex(/^[A-Z][A-Z0-9_]*$/)).default([]),
  /** A plan of `evals/apis`, whose API is faked on this machine while the agent works. */
  serve: path.optional(),
  expect: z.array(expectation).min(1),
  /** One way to do it, which proves that it can be done; nobody shows it to the agent. */
  solution: contents,
});

export type Task = z.infer<typeof taskSchema> & { id: string };
export type Contents = z.infer<typeof contents>;
export type Expectation = z.infer<typeof expectation>;

/** The task of a YAML text. Fails with zod's own error, which names the path of each fault. */
export function readTask(id: string, text: string): Task {
  return { id, ...taskSchema.parse(parse(text)) };
}

/** Every task in `evals/tasks`, by its file's name; or only those asked for. Fails for one that is not there. */
export function readTasks(ids: readonly string[] = []): Task[] {
  const folder = join(evalsFolder, "tasks");
  const all = readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => name.slice(0, -".yaml".length));
  const unknown = ids.find((id) => !all.includes(id));
  if (unknown !== undefined) throw new Error(`There is no task ${unknown}. There are: ${all.join(", ")}`);
  const wanted = ids.length === 0 ? all : ids;
  return wanted.map((id) => readTask(id, readFileSync(join(folder, `${id}.yaml`), "utf8")));
}
