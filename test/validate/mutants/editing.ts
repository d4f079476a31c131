import { ts } from "ts-morph";
import { openProgram, pathOf, type Program, type SourceText } from "../../../src/validate/code/program.ts";
import { readFacts } from "../../../src/validate/facts/read.ts";
import type { Envelope, SyncFacts } from "../../../src/validate/facts/types.ts";

/**
 * One way to break a worker by hand. `apply` gives the files with the mistake in them; undefined where there is no place
 * for it.
 */
export type Operator = {
  name: string;
  /** The id of the rule that claims it. */
  rule: string;
  apply: (files: readonly SourceText[]) => SourceText[] | undefined;
};

/** A piece of text instead of what a node says. */
export type Change = { node: ts.Node; text: string };

export const operator = (name: string, rule: string, apply: Operator["apply"]): Operator => ({
  name,
  rule,
  apply,
});

/** Replaces what a pattern finds first, or with /g everywhere; in the first file that has it, or with /g in all. */
export function inText(pattern: RegExp, replacement: string): Operator["apply"] {
  return (files) => {
    let isDone = false;
    const edited = files.map(({ path, text }) => {
      if (isDone && !pattern.global) return { path, text };
      const after = text.replace(pattern, replacement);
      isDone ||= after !== text;
      return { path, text: after };
    });
    return isDone ? edited : undefined;
  };
}

/** Only in workers that have what a pattern finds. */
export function where(pattern: RegExp, apply: Operator["apply"]): Operator["apply"] {
  return (files) => (files.some(({ text }) => pattern.test(text)) ? apply(files) : undefined);
}

/** The first of several that has a place. */
export function anyOf(...ways: readonly Operator["apply"][]): Operator["apply"] {
  return (files) => {
    for (const way of ways) {
      const edited = way(files);
      if (edited) return edited;
    }
    return undefined;
  };
}

/** Edits the first node for which `change` has a change; with `all`, every one that stands in no other. */
export function inCode(change: (node: ts.Node) => Change | undefined, all = false): Operator["apply"] {
  return (files) => {
    const { program } = read(files);
    const changes: Change[] = [];
    const see = (node: ts.Node): void => {
      if (changes.length > 0 && !all) return;
      const found = change(node);
      if (found) changes.push(found);
      else ts.forEachChild(node, see);
    };
    program.files.forEach(see);
    return rewrite(files, changes);
  };
}

/** Edits what the facts lead to. */
export function byFacts(find: (syncs: readonly SyncFacts[]) => Change[]): Operator["apply"] {
  return (files) => rewrite(files, find(read(files).syncs()));
}

type Read = { program: Program; syncs: () => readonly SyncFacts[] };
const known = new WeakMap<readonly SourceText[], Read>();

/** Many mistakes are made in one worker: it is read once. */
function read(files: readonly SourceText[]): Read {
  const before = known.get(files);
  if (before) return before;
  const program = openProgram(files);
  let syncs: readonly SyncFacts[] | undefined;
  const made: Read = { program, syncs: () => (syncs ??= readFacts(program).syncs) };
  known.set(files, made);
  return made;
}

/** The envelopes of the first sync of a mode that has such. */
export function envelopesOf(
  syncs: readonly SyncFacts[],
  mode: "replace" | "incremental",
  is: (envelope: Envelope) => boolean,
): readonly Envelope[] {
  for (const sync of syncs.filter((one) => one.mode === mode)) {
    const found = sync.envelopes.filter(is);
    if (found.length > 0) return found;
  }
  return [];
}

/** A property of an object that is written out, as `name: value` or `name`. */
export function property(node: ts.Node, name: string): ts.ObjectLiteralElementLike | undefined {
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  return node.properties.find((one) => one.name !== undefined && one.name.getText() === name);
}

/** The name under which the saved state is known around a node. */
export function stateName(node: ts.Node): string | undefined {
  for (let around = node.parent; around; around = around.parent) {
    if (!ts.isArrowFunction(around) && !ts.isFunctionDeclaration(around) && !ts.isMethodDeclaration(around))
      continue;
    const text = around.getText();
    const name = ["walk", "state", "stored", "given", "saved", "previous"].find((one) =>
      new RegExp(`(const|let) ${one}\\b|^[^{]*\\b${one}\\b[?:]`).test(text),
    );
    if (name !== undefined) return name;
  }
  return undefined;
}

function rewrite(files: readonly SourceText[], changes: readonly Change[]): SourceText[] | undefined {
  if (changes.length === 0) return undefined;
  return files.map(({ path, text }) => {
    const own = changes
      .filter(({ node }) => pathOf(node) === path)
      .sort((one, other) => other.node.getStart() - one.node.getStart());
    const offset = text.startsWith("\uFEFF") ? 1 : 0;
    return {
      path,
      text: own.reduce(
        (result, { node, text: by }) =>
          result.slice(0, node.getStart() + offset) + by + result.slice(node.getEnd() + offset),
        text,
      ),
    };
  });
}
