import { dirname, join, normalize } from "node:path/posix";
import { readPage } from "../kit/markdown.ts";
import { mainText, pagesOf, type Skill, splitSkill } from "./skill.ts";

// Tokens are counted as characters over four, as the hosts do.
const mostTokens = 5000;
const mostBodyLines = 180;
const mostReferenceLines = 200;

/** What is too long to be loaded whole, or hides its rules: a host keeps the first 5,000 tokens of a skill. */
export function findBudgetFaults(skill: Skill): string[] {
  const text = mainText(skill);
  const { body } = splitSkill(text);
  const [firstHeading] = body.match(/^## .*$/m) ?? [];
  const faults: string[] = [];
  if (text.length / 4 > mostTokens) faults.push(`SKILL.md has ${Math.ceil(text.length / 4)} tokens`);
  if (countLines(body) > mostBodyLines) faults.push(`SKILL.md has ${countLines(body)} lines`);
  if (firstHeading !== "## Rules") faults.push("SKILL.md does not begin with its rules");
  for (const [path, reference] of pagesOf(skill).filter(([path]) => !path.endsWith("/SKILL.md"))) {
    if (countLines(reference) > mostReferenceLines) faults.push(`${path} has ${countLines(reference)} lines`);
  }
  return faults;
}

const countLines = (text: string): number => text.trimEnd().split("\n").length;

/** Links that lead nowhere or out of the skill, and files that SKILL.md does not send anybody to. */
export function findLinkFaults(skill: Skill): string[] {
  const faults: string[] = [];
  const linked = new Set<string>(["SKILL.md", "agents/openai.yaml"]);
  for (const [path, text] of pagesOf(skill)) {
    const inside = path.slice(skill.folder.length + 1);
    for (const link of readPage(text).links.filter((each) => !/^([a-z]+:|#)/i.test(each))) {
      const target = normalize(join(dirname(inside), link.replace(/#.*$/, "")));
      if (!skill.files.has(target)) faults.push(`${path} → ${link}`);
      else if (inside === "SKILL.md") linked.add(target);
    }
  }
  for (const path of skill.files.keys()) if (!linked.has(path)) faults.push(`SKILL.md does not link ${path}`);
  return faults;
}

/** Skills and slash-commands that a text names and that do not exist: `/sync-preview`, the `x` skill, $x. */
export function findForeignNames(path: string, text: string, names: readonly string[]): string[] {
  const { prose, spans } = readPage(text);
  const plain = prose.replaceAll(/`[^`]*`|\]\([^)]*\)/g, " ");
  const said = [
    ...[...plain.matchAll(/(?:^|[\s("])[/$]([a-z][a-z0-9-]+)(?![\w/.])/gm)].map(([, name = ""]) => name),
    ...spans.flatMap(({ code }) => /^[/$]([a-z][a-z-]+)$/.exec(code)?.[1] ?? []),
    ...[...prose.matchAll(/`([a-z][a-z-]*)` skill\b|\bskill `([a-z][a-z-]*)`/g)].map(
      ([, a, b]) => a ?? b ?? "",
    ),
  ];
  return said.filter((name) => !names.includes(name)).map((name) => `${path} names ${name}`);
}

/** The messages in the first column of a table: what the code may say, with … and N for what varies. */
export function messagesIn(text: string): string[] {
  const messages = text.split("\n").filter((row) => row.startsWith("| `"));
  return messages.flatMap((row) =>
    [...(row.split(" | ")[0] ?? "").matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? ""),
  );
}

/** The parts of a message that do not vary: `… HTTP 401` → "HTTP". */
export function fixedParts(message: string): string[] {
  const parts = message
    .split(/…|\bN\b|\d+|\$\{[^}]*\}|\. /)
    .map((part) => part.replaceAll(/^[\s:.,"(`]+|[\s:.,"(`]+$/g, ""));
  return parts.filter((part) => part.length > 2);
}

/** Every text that generated code may throw, or write while it starts over, as it stands in the templates. */
export function messagesOfCode(code: string): string[] {
  const said = code.matchAll(
    /(?:new Error|super|console\.error|restartWalk"\}\}|refuse|restartWalk)\((?:walk, )?(?:"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`)/g,
  );
  return [...said].map(([, text, template]) => text ?? template ?? "");
}
