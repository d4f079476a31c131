import { parse } from "yaml";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCli } from "../cli/run-cli.ts";
import { type CommandLine, fillIn, findCommandLines, isRun, ntnLinesIn } from "./commands.ts";
import { toolsOf } from "./front-matter.ts";
import { findNtnFault, isInNpmsNtn, onlyFromNtnDev } from "./ntn.ts";
import { openProject, type Project, runLines } from "./project.ts";
import { mainText, pagesOf, readSkills, type Skill, splitSkill } from "./skill.ts";

const skills = await readSkills();
const linesOf = (skill: Skill): CommandLine[] =>
  pagesOf(skill).flatMap(([path, text]) => findCommandLines(path, text));
const faultsIn = (all: Awaited<ReturnType<typeof runLines>>): string[] =>
  all.flatMap(({ fault }) => fault ?? []);

let empty: Project;
let worker: Project;
beforeAll(async () => {
  [empty, worker] = await Promise.all([openProject("empty"), openProject("worker")]);
});
afterAll(() => Promise.all([empty?.close(), worker?.close()]));

// A text is run as a whole, on a machine that may have other things to do.
describe("create-sync lines", { timeout: 240_000 }, () => {
  test.each(skills.filter(({ folder }) => folder !== "sync"))(
    "of $folder exit as the text says, in a worker",
    async (skill) => {
      const lines = linesOf(skill).filter(({ text }) => isRun(text));
      expect(lines.length).toBeGreaterThan(0);
      expect(faultsIn(await runLines(worker, lines))).toEqual([]);
    },
  );

  test("of sync lead from an empty folder to a worker, in its order, and on as add says", async () => {
    const lines = linesOf(skills.find(({ folder }) => folder === "sync") ?? { folder: "", files: new Map() });
    const all = await runLines(
      empty,
      lines.filter(({ text }) => isRun(text)),
    );
    expect(faultsIn(all)).toEqual([]);

    const added = all.find(({ line }) => /^npx create-sync add .* --json$/.test(line.text));
    const { next } = JSON.parse(added?.ran.out ?? "") as { next: string[] };
    const said = lines.map(({ text }) => text.replace(/\s+#.*$/, ""));
    const places = next.map((command) =>
      said.findIndex((text) => text === command || text.startsWith(`${command} --`)),
    );
    expect(next.length).toBeGreaterThan(5);
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test("that are wrong are found", async () => {
    const text = [
      "```bash",
      "npx create-sync sources",
      "npx create-sync sources   # exit 2 by mistake",
      "npx create-sync plan explain no.yaml",
      "npx create-sync run <key>   # exit 2 elsewhere",
      "```",
      "`npx create-sync inspect --wrong` is exit 0 or exit 1.",
    ].join("\n");
    const all = await runLines(worker, findCommandLines("x.md", text));
    expect(faultsIn(all).map((fault) => fault.split("\n")[0])).toEqual([
      "x.md:3 npx create-sync sources   # exit 2 by mistake: exit 0",
      "x.md:4 npx create-sync plan explain no.yaml: exit 2",
      "x.md:5 npx create-sync run <key>   # exit 2 elsewhere: exit 0",
      "x.md:7 npx create-sync inspect --wrong: exit 2",
    ]);
    expect(() => fillIn("npx create-sync run <moon>")).toThrow("<moon>");
  });
});

describe("ntn lines", () => {
  test.each(skills)("of $folder are npm's ntn 0.4.0, or said to be from ntn.dev", (skill) => {
    const lines = linesOf(skill).flatMap(({ text, around }) =>
      ntnLinesIn(text).map((line) => findNtnFault(line, around)),
    );
    expect(lines.filter(Boolean)).toEqual([]);
  });

  test("that nobody has, or whose origin is not told, are found", () => {
    expect(findNtnFault("ntn workers sync preview x", "needs the ntn from ntn.dev")).toContain(
      "no ntn has it",
    );
    expect(findNtnFault("ntn workers runs list --plane", "")).toContain("no ntn has it");
    expect(findNtnFault("ntn workers runs logs", "")).toContain("no ntn has it");
    expect(findNtnFault("ntn workers sync trigger x", "trigger it")).toContain("does not name ntn.dev");
    expect(findNtnFault("ntn workers create --name x", "")).toBeUndefined();
    expect(ntnLinesIn('A="$(ntn workers oauth token x --plain)" ntn --help # ntn no')).toEqual([
      "ntn workers oauth token x --plain",
      "ntn --help",
    ]);
  });

  test("that are said to be from ntn.dev really are not in npm's", () => {
    expect(onlyFromNtnDev.filter((words) => isInNpmsNtn(`ntn ${words}`))).toEqual([]);
    expect(isInNpmsNtn("ntn workers runs list --plain")).toBe(true);
  });

  test("are there at all", () => {
    expect(skills.flatMap(linesOf).flatMap(({ text }) => ntnLinesIn(text)).length).toBeGreaterThan(15);
  });
});

describe("commands that a skill may run unasked", () => {
  const tools = skills.map(
    (skill) =>
      [
        skill.folder,
        String((parse(splitSkill(mainText(skill)).matter) as Record<string, unknown>)["allowed-tools"]),
      ] as const,
  );

  /** `Bash(npx create-sync run *)` → itself, if there is no such command; undefined if there is. */
  async function findToolFault(tool: string): Promise<string | undefined> {
    const [, command = ""] = /^Bash\((.*?)(?: \*)?\)$/.exec(tool) ?? [];
    if (command.startsWith("ntn ")) {
      const isReal = isInNpmsNtn(command) || isInNpmsNtn(`${command} <key>`);
      return isReal || onlyFromNtnDev.includes(command.slice("ntn ".length)) ? undefined : tool;
    }
    const [, own, words = ""] = /^npx (create-sync ?(.*))$/.exec(command) ?? [];
    if (own === undefined) return undefined;
    const { out } = await runCli([...words.split(" ").filter(Boolean), "--help"]);
    return out.startsWith(`Usage: ${own}`) ? undefined : tool;
  }

  test.each(tools)("%s", async (_, allowed) => {
    const faults = await Promise.all(toolsOf(allowed).map(findToolFault));
    expect(toolsOf(allowed)).toContain("Read");
    expect(faults.filter(Boolean)).toEqual([]);
  });

  test("exist: one that does not is found", async () => {
    expect(await findToolFault("Bash(npx create-sync frobnicate *)")).toBe(
      "Bash(npx create-sync frobnicate *)",
    );
    expect(await findToolFault("Bash(ntn workers sync preview *)")).toBe("Bash(ntn workers sync preview *)");
    expect(await findToolFault("Bash(ntn workers sync status *)")).toBeUndefined();
  });
});
