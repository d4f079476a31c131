import { entry } from "../entry.ts";

type Failure = { key: string; name: string; message: string; frames: readonly Frame[]; advice: string };
type Frame = { file: string; line: number; column: number; inside?: string };

const at = ([frame]: readonly Frame[]): string =>
  frame ? ` (${frame.file}:${frame.line}:${frame.column})` : "";
const named = (name: string, message: string): string => (name === "Error" ? message : `${name}: ${message}`);
const list = (keys: readonly string[]): string => (keys.length === 0 ? "none" : keys.join(", "));
const meant = (closest: string | undefined): string =>
  closest === undefined ? "" : ` Did you mean "${closest}"?`;

export const runProblems = {
  "run/no-worker-file": entry<{ file: string }>({
    exit: 2,
    message: ({ file }) => `Missing ${file}: this directory holds no worker.`,
    fix: () => "Go to the worker's directory, name it with --cwd, or make one: create-sync my-worker",
  }),
  "run/no-dependencies": entry<object>({
    exit: 2,
    message: () => "Missing node_modules: the worker cannot be loaded without the packages it imports.",
    fix: () => "npm install",
  }),
  "run/no-tsx": entry<object>({
    exit: 2,
    message: () => "Missing tsx in this project: the worker is TypeScript, and tsx is what runs it.",
    fix: () => "npm install -D tsx",
  }),
  "run/import-failed": entry<Omit<Failure, "key">>({
    exit: 5,
    message: ({ name, message, frames }) =>
      `The worker fails while it is loaded${at(frames)}: ${named(name, message)}`,
    fix: ({ advice }) => advice,
  }),
  "run/no-worker": entry<{ exports: string }>({
    exit: 5,
    message: ({ exports }) =>
      `Expected the worker as the default export of src/index.ts; it exports ${exports || "nothing"}.`,
    fix: () => "Add to src/index.ts: export default worker;",
  }),
  "run/unknown-key": entry<{ key: string; syncs: readonly string[]; closest: string | undefined }>({
    exit: 2,
    message: ({ key, syncs, closest }) =>
      `Unknown sync "${key}".${meant(closest)} Syncs of this worker: ${list(syncs)}.`,
    fix: ({ syncs, closest }) => {
      const first = closest ?? syncs[0];
      return first === undefined ? "create-sync add <source.resource>" : `create-sync run ${first}`;
    },
  }),
  "run/not-a-sync": entry<{ key: string; kind: string; syncs: readonly string[] }>({
    exit: 2,
    message: ({ key, kind, syncs }) =>
      `Expected the key of a sync; "${key}" is a ${kind}. Syncs of this worker: ${list(syncs)}.`,
    fix: ({ syncs }) =>
      syncs[0] === undefined ? "create-sync add <source.resource>" : `create-sync run ${syncs[0]}`,
  }),
  "run/bad-state": entry<{ detail: string }>({
    exit: 2,
    message: ({ detail }) => `Invalid JSON in --state: ${detail}`,
    fix: () => `Give one JSON value in single quotes: --state '{"page":2}'`,
  }),
  "run/bad-pages": entry<{ value: string; most: number }>({
    exit: 2,
    message: ({ value, most }) => `Expected a whole number from 1 to ${most} for --pages, got "${value}".`,
    fix: () => "--pages 5",
  }),
  "run/execute-failed": entry<Failure>({
    exit: 5,
    message: ({ key, name, message, frames }) => `${key} threw${at(frames)}: ${named(name, message)}`,
    fix: ({ advice }) => advice,
  }),
  "run/rate-limited": entry<Failure & { retryAfter: number | undefined }>({
    exit: 5,
    message: ({ key, retryAfter }) =>
      `The API limits ${key}: it threw RateLimitError${retryAfter === undefined ? "" : `, to be tried again in ${retryAfter} s`}.`,
    fix: ({ retryAfter }) => `Wait ${retryAfter ?? 60} s and run it again. Deployed, Notion waits by itself.`,
  }),
  "run/missing-credential": entry<{ key: string; credential: string }>({
    exit: 5,
    message: ({ key, credential }) =>
      `Missing ${credential}: a request of ${key} needs this credential, and Notion's broker does not exist on this machine.`,
    fix: ({ credential }) =>
      `Put ${credential}=… into .env (keep that file out of git), or set it in the shell.`,
  }),
  "run/bad-result": entry<{ key: string; what: string }>({
    exit: 5,
    message: ({ key, what }) => `Invalid result of ${key}: ${what}`,
    fix: () =>
      "Return { changes: […], hasMore: boolean, nextState } from every path of execute; nextState is plain JSON.",
  }),
  "run/timeout": entry<{ what: string; seconds: number }>({
    exit: 5,
    message: ({ what, seconds }) =>
      `Too slow: ${what} did not end within ${seconds} s and was stopped. Notion stops it too, after about 300 s.`,
    fix: () =>
      "Look for a request without a timeout, a promise that is never settled, or too many requests for one page.",
  }),
  "run/worker-stopped": entry<{ how: string; tail: readonly string[] }>({
    exit: 5,
    message: ({ how, tail }) =>
      `The worker's process ended (${how}) before it answered${tail.length === 0 ? "." : `. It last said:\n${tail.join("\n")}`}`,
    fix: () =>
      "Look for process.exit, for an error outside of execute, or for an import that ends the process.",
  }),
  "run/no-next-state": entry<{ key: string; page: number }>({
    exit: 5,
    message: ({ key, page }) =>
      `Missing nextState: page ${page} of ${key} says hasMore: true, so the next page would be the first again.`,
    fix: () => "Return nextState with every hasMore: true.",
  }),
  "run/cursor-stuck": entry<{ key: string; page: number }>({
    exit: 5,
    message: ({ key, page }) =>
      `The cursor of ${key} did not move on two pages running (up to page ${page}): this sync would never end.`,
    fix: () => "Return a nextState that differs from the state that came in, or hasMore: false.",
  }),
  "run/too-many-pages": entry<{ key: string; pages: number }>({
    exit: 5,
    message: ({ key, pages }) => `Too many pages: ${key} still says hasMore after ${pages}.`,
    fix: ({ key }) => `Look at what its state does: create-sync run ${key} --pages 3`,
  }),
  "run/install-failed": entry<{ words: string }>({
    exit: 2,
    message: ({ words }) => `Expected npm install to succeed, but it said:\n${words}`,
    fix: () => "Check the network and the registry (npm ping), then: npm install",
  }),
};
