import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { openProgram, type SourceText } from "../../src/validate/code/program.ts";
import { findFaults } from "../../src/validate/find.ts";
import type { Finding } from "../../src/validate/types.ts";
import { readPage } from "../kit/markdown.ts";
import { repository } from "../kit/temp-project.ts";
import { withPrelude } from "../skills/code-blocks.ts";

/**
 * A small worker that a rule has to judge. `marks`: the lines, as "file:line", that carry a `// ✗`; there, and nowhere
 * else, the rule must find something.
 */
export type Case = { title: string; files: SourceText[]; marks: string[] };

const mark = "// ✗";

/**
 * The cases under the headings of a markdown file that `is` takes. The first line of a block may name its file
 * (`// src/client.ts`; else src/index.ts); blocks under one heading are files of one worker. In src/index.ts what
 * stands above any worker's code is added.
 */
export function readCases(markdown: string, is: (heading: string) => boolean): Case[] {
  return markdown.split(/^## /m).flatMap((section, index) => {
    const [heading = ""] = section.split("\n");
    if (index === 0 || !is(heading)) return [];
    const blocks = readPage(section).fences.filter(({ language }) => language === "ts");
    return [
      makeCase(
        heading,
        blocks.map(({ text }) => text),
      ),
    ];
  });
}

function makeCase(title: string, blocks: readonly string[]): Case {
  const files = blocks.map((block) => {
    const [, path] = /^\/\/ (src\/\S+)\n/.exec(block) ?? [];
    return { path: path ?? "src/index.ts", text: path === undefined ? withPrelude(block) : block };
  });
  const marks = files.flatMap(({ path, text }) =>
    text.split("\n").flatMap((line, index) => (line.includes(mark) ? [`${path}:${index + 1}`] : [])),
  );
  return { title, files, marks };
}

/** All findings about a case. */
export function judge({ files }: Pick<Case, "files">): Finding[] {
  return findFaults(openProgram(files)).map(({ finding }) => finding);
}

/** A finding in a line, for messages. */
export function say({ file, line, severity, rule, message }: Finding): string {
  return `${file}:${line} ${severity} ${rule}: ${message}`;
}

/** The page of a rule in the skill. */
export function readRulePage(id: string): Promise<string> {
  return readFile(join(repository, ".agents/skills/sync-validate/rules", `${id}.md`), "utf8");
}

/** The further cases of a rule. */
export function readRuleCases(id: string): Promise<string> {
  return readFile(join(repository, "test/validate/rules", `${id}.md`), "utf8");
}
