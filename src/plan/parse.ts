import { Buffer } from "node:buffer";
import {
  isAlias,
  isScalar,
  Lexer,
  LineCounter,
  parseDocument,
  Parser,
  visit,
  type Document,
  type Node,
} from "yaml";
import { Problem, throwAll, type Place } from "../problems/problem.ts";
import { prototypeNames } from "./field-path.ts";

/** A YAML text that holds nothing a plan may not hold, with the means to find lines in it. */
export type ParsedYaml = { yaml: Document; lines: LineCounter; value: unknown };

// A plan of a hundred fields has 10 KB and 4,000 lexemes. The parser is quadratic in keys and recursive in depth.
const limits = { bytes: 262_144, lexemes: 40_000, depth: 40, problems: 20 };

/**
 * Parses a plan's YAML. Throws problems (all at once, with lines) for bad syntax and for what a plan must not use:
 * anchors, aliases, merge keys, tags, directives, prototype names, more than 256 KB.
 */
export function parseYaml(text: string, file?: string): ParsedYaml {
  refuseExcess(text, file);
  const lines = new LineCounter();
  const yaml = parseDocument(text, { lineCounter: lines, stringKeys: true, prettyErrors: false });
  const at = (offset: number): Place => placeAt(offset, lines, file);
  const faults = yaml.errors
    .slice(0, limits.problems)
    .map((error) => syntaxProblem(error, text, at(startOf(error, yaml))));
  throwAll([...faults, ...forbidden(yaml, at)]);
  return { yaml, lines, value: yaml.toJS({ maxAliasCount: 0 }) ?? {} };
}

/** Line and column of an offset, both from 1; nothing when the text is not one the user has. */
export function placeAt(offset: number, lines: LineCounter, file: string | undefined): Place {
  if (file === undefined) return {};
  const { line, col } = lines.linePos(offset);
  return { file, line, column: col };
}

function refuseExcess(text: string, file: string | undefined): void {
  const place = file === undefined ? {} : { file };
  if (Buffer.byteLength(text) > limits.bytes) throw new Problem("plan/too-large", { what: "256 KB" }, place);
  const parser = new Parser();
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    // The generator must be drained for the parser to move on; its tokens are not needed.
    for (const _token of parser.next(lexeme));
    if (parser.stack.length > limits.depth) throw new Problem("plan/too-deep", {}, place);
    if (++count > limits.lexemes)
      throw new Problem("plan/too-large", { what: `${limits.lexemes} words` }, place);
  }
}

// An open quote swallows the rest of the file and is noticed at its end: people look for where it began.
function startOf(error: { code: string; pos: [number, number] }, yaml: Document): number {
  let start = error.pos[0];
  if (error.code !== "MISSING_CHAR") return start;
  visit(yaml, {
    Scalar: (_role, { range }) => {
      if (range && range[0] < error.pos[0] && error.pos[0] <= range[2]) start = range[0];
    },
  });
  return start;
}

function syntaxProblem(
  error: { code: string; message: string; pos: [number, number] },
  text: string,
  place: Place,
): Problem {
  if (error.code === "DUPLICATE_KEY") {
    const name = /^[^:\n]{0,80}/.exec(text.slice(error.pos[0]))?.[0] ?? "";
    return new Problem("plan/duplicate-key", { name }, place);
  }
  if (error.code === "TAB_AS_INDENT") return new Problem("plan/tab", {}, place);
  return new Problem("plan/syntax", { detail: error.message }, place);
}

function forbidden(yaml: Document, at: (offset: number) => Place): Problem[] {
  const problems: Problem[] = [];
  const refuse = (what: string, node: Node) => {
    if (problems.length < limits.problems)
      problems.push(new Problem("plan/forbidden-yaml", { what }, at(node.range?.[0] ?? 0)));
  };
  if (yaml.directives?.yaml.explicit && yaml.contents) refuse("a %YAML directive", yaml.contents as Node);
  visit(yaml, {
    Node: (role, node) => {
      if (isAlias(node)) refuse(`the alias *${node.source}`, node);
      else if (node.anchor !== undefined) refuse(`the anchor &${node.anchor}`, node);
      else if (node.tag !== undefined) refuse(`the tag ${node.tag}`, node);
      if (role !== "key" || !isScalar(node)) return;
      const name = String(node.value);
      if (name === "<<") refuse("the merge key <<", node);
      if (prototypeNames.has(name)) refuse(`the key ${name}`, node);
    },
  });
  return problems;
}
