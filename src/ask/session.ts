import { relative, resolve } from "node:path";
import type { Setting } from "./answers.ts";

/** Where the sync goes. */
export type Place = {
  /** Absolute path of the worker's folder, which may not exist yet. */
  root: string;
  /** The way there from where the user's shell is; undefined if it is there. */
  folder: string | undefined;
  hasWorker: boolean;
  /** Whether it was the answer to a question, which can be asked again. */
  isAsked: boolean;
};

/** How far a run has come. The flow writes it; whoever has to say how to go on after Ctrl-C reads it. */
export type Session = {
  readonly cwd: string;
  readonly isDryRun: boolean;
  place: Place | undefined;
  answers: readonly Setting[];
  stage: "asking" | "writing" | "written";
};

export type SessionOptions = {
  cwd: string;
  isDryRun: boolean;
  param: readonly string[];
  set: readonly string[];
};

/** A new run with what the command line answers already. Throws a Problem for a `--param` or `--set` nobody can read. */
export async function startSession({ cwd, isDryRun, param, set }: SessionOptions): Promise<Session> {
  const session: Session = { cwd, isDryRun, place: undefined, answers: [], stage: "asking" };
  if (param.length + set.length === 0) return session;
  const { readGiven } = await import("./setting.ts");
  session.answers = [
    ...param.map((text) => readGiven("param", text)),
    ...set.map((text) => readGiven("set", text)),
  ];
  return session;
}

/** A place by its absolute path. The shell's own folder is what Node resolves paths against. */
export function placeAt(root: string, facts: Pick<Place, "hasWorker" | "isAsked">): Place {
  const way = relative(resolve(), root);
  const isFar = /^\.\.[\\/]\.\.(?:[\\/]|$)/.test(way);
  return { root, folder: (isFar ? root : way) || undefined, ...facts };
}
