import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readTree, repository } from "../kit/temp-project.ts";
import { mainText, pagesOf, readSkills, type Skill } from "./skill.ts";
import {
  findBudgetFaults,
  findForeignNames,
  findLinkFaults,
  fixedParts,
  messagesIn,
  messagesOfCode,
} from "./text.ts";

const skills = await readSkills();
const names = skills.map(({ folder }) => folder);
const makeSkill = (files: Record<string, string>): Skill => ({
  folder: "sync",
  files: new Map(Object.entries(files)),
});

describe("a skill fits into what hosts keep of it", () => {
  test.each(skills)("$folder", (skill) => {
    expect(mainText(skill).length).toBeGreaterThan(1000);
    expect(findBudgetFaults(skill)).toEqual([]);
  });

  test("the five descriptions leave room in the listing", () => {
    const descriptions = skills.map((skill) => /^description: (.*)$/m.exec(mainText(skill))?.[1] ?? "");
    expect(descriptions.every((text) => text.length > 100)).toBe(true);
    expect(descriptions.join("").length).toBeLessThanOrEqual(1400);
  });

  test("one that does not is found", () => {
    const long = makeSkill({
      "SKILL.md": `---\nname: a\n---\n## About\n${"word ".repeat(4100)}${"\n".repeat(180)}.`,
      "a.md": `${"a\n".repeat(201)}`,
    });
    expect(findBudgetFaults(long)).toEqual([
      "SKILL.md has 5177 tokens",
      "SKILL.md has 182 lines",
      "SKILL.md does not begin with its rules",
      "sync/a.md has 201 lines",
    ]);
  });
});

describe("links", () => {
  test.each(skills)("of $folder lead somewhere, and every file is linked", (skill) => {
    expect(findLinkFaults(skill)).toEqual([]);
  });

  test("that lead nowhere or out are found, and files nobody is sent to", () => {
    const skill = makeSkill({
      "SKILL.md":
        "[a](a.md) [b](b.md#part) [out](../sync-guide/SKILL.md) [web](https://example.com) [here](#rules)\n",
      "a.md": "[deep](deep/c.md)\n",
      "deep/c.md": "",
    });
    expect(findLinkFaults(skill)).toEqual([
      "sync/SKILL.md → b.md#part",
      "sync/SKILL.md → ../sync-guide/SKILL.md",
      "SKILL.md does not link deep/c.md",
    ]);
  });
});

describe("names", () => {
  test.each(skills)("that $folder gives skills and slash-commands are ours", (skill) => {
    expect(pagesOf(skill).flatMap(([path, text]) => findForeignNames(path, text, names))).toEqual([]);
  });

  test("of others are found, in prose and in code", () => {
    const text =
      "Run /sync-preview, then `$doctor`; the `sync` skill and the `repair` skill help.\n\nPaths such as /v1/books and a/b are none.\n";
    expect(findForeignNames("x.md", text, names)).toEqual([
      "x.md names sync-preview",
      "x.md names doctor",
      "x.md names repair",
    ]);
  });
});

describe("the messages that sync-debug explains", async () => {
  const templates = await readTree(join(repository, "templates"));
  const code = [...templates]
    .filter(([path]) => !/^(kit|files|new-worker)\//.test(path))
    .map(([, text]) => text)
    .join("\n")
    // A message may have a template of its own.
    .replaceAll(/\{\{> (parts\/refused) \w+\}\}/g, (_, name) => templates.get(`${name}.ts.hbs`) ?? "");
  const debug = mainText(skills.find(({ folder }) => folder === "sync-debug") ?? makeSkill({}));
  const [, table = ""] = /code that create-sync generated([^]*?)From the SDK/.exec(debug) ?? [];

  test("are messages that generated code has", () => {
    const unknown = (text: string): string[] =>
      messagesIn(text).filter((message) => !fixedParts(message).every((part) => code.includes(part)));
    expect(messagesIn(table).length).toBeGreaterThan(15);
    expect(unknown(table)).toEqual([]);
    expect(unknown("| `The moon is full: N` | it | is |\n")).toEqual(["The moon is full: N"]);
  });

  test("are all that generated code has", () => {
    const explained = messagesIn(table).flatMap(fixedParts);
    const unexplained = (source: string): string[] =>
      messagesOfCode(source).filter(
        (message) => !fixedParts(message).some((part) => explained.some((each) => part.includes(each))),
      );
    expect(messagesOfCode(code).length).toBeGreaterThan(12);
    expect(unexplained(code)).toEqual([]);
    expect(unexplained('throw new Error("The moon is full");')).toEqual(["The moon is full"]);
  });
});
