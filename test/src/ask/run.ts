import { afterAll } from "vitest";
import type { Ending } from "../../../src/ask/design.ts";
import { runFlow } from "../../../src/ask/flow.ts";
import { startSession, type Session } from "../../../src/ask/session.ts";
import { tempProject, type TempProject } from "../../kit/temp-project.ts";
import { scripted, type Script, type Scripted } from "./scripted.ts";

/** A worker that has nothing yet, as `create-sync` or Notion's template makes it. */
export const emptyWorker = {
  "package.json": '{ "name": "mine", "type": "module", "dependencies": { "@notionhq/workers": "^0.9.2" } }\n',
  "src/index.ts":
    'import { Worker } from "@notionhq/workers";\n\nconst worker = new Worker();\nexport default worker;\n',
};

const made: TempProject[] = [];
afterAll(async () => {
  await Promise.all(made.splice(0).map(({ remove }) => remove()));
});

/** A folder with these files, removed after the tests of the file. */
export async function folderWith(files: Record<string, string> = {}): Promise<string> {
  const project = await tempProject(files);
  made.push(project);
  return project.root;
}

export type RunOptions = {
  cwd?: string;
  files?: Record<string, string>;
  param?: string[];
  set?: string[];
  dir?: string;
  isDryRun?: boolean;
};

export type Run = {
  cwd: string;
  session: Session;
  asker: Scripted;
  ending: Ending | undefined;
  error: unknown;
};

/** Runs the whole flow on a script; what it throws is in `error`. */
export async function run(script: Script, options: RunOptions = {}): Promise<Run> {
  const { files = emptyWorker, param = [], set = [], dir, isDryRun = false } = options;
  const cwd = options.cwd ?? (await folderWith(files));
  const session = await startSession({ cwd, isDryRun, param, set });
  const asker = scripted(script);
  const outcome = await runFlow(session, asker, dir).then(
    (ending) => ({ ending, error: undefined }),
    (error: unknown) => ({ ending: undefined, error }),
  );
  return { cwd, session, asker, ...outcome };
}

/** The flags that answer every question about the demo's books. */
export const booksAnswered = [
  "source.from=demo.books",
  "architecture=backfill-delta",
  "fields.Notes=",
  "schedule.delta=5m",
  "schedule.backfill=manual",
  "schedule.lookback=1d",
  "source.auth.kind=bearer",
];

/** Runs with everything answered, so that the review is the first question. */
export function runAnswered(script: Script, options: RunOptions = {}): Promise<Run> {
  const { set = [], param = ["baseUrl=http://127.0.0.1:4477"], ...rest } = options;
  return run(script, { ...rest, param, set: [...booksAnswered, ...set] });
}
