import { spawnSync } from "node:child_process";
import { afterEach, describe, expect, test } from "vitest";
import { built } from "../cli/built.ts";
import { readTree, tempProject, type TempProject } from "../kit/temp-project.ts";
import { hasTmux, startTerminal, type Terminal } from "./terminal.ts";

const open: { terminals: Terminal[]; projects: TempProject[] } = { terminals: [], projects: [] };
afterEach(async () => {
  for (const terminal of open.terminals.splice(0)) terminal.close();
  await Promise.all(open.projects.splice(0).map(({ remove }) => remove()));
});

async function start(
  args: readonly string[] = [],
  files: Record<string, string> = {},
): Promise<Terminal & { cwd: string }> {
  const project = await tempProject(files, "wörk er");
  const terminal = startTerminal(project.root, args);
  open.projects.push(project);
  open.terminals.push(terminal);
  return { ...terminal, cwd: project.root };
}

const way = [
  "Address of the demo API",
  "How should it read",
  "These properties",
  "How soon should",
  "How often should",
  "first run look",
  "environment variable",
];

describe.skipIf(!hasTmux)(
  `in a real terminal${hasTmux ? "" : " (skipped: there is no tmux on this machine)"}`,
  () => {
    test(
      "the demo's books come into an empty folder, and one command does the same again",
      { timeout: 120_000 },
      async () => {
        const { cwd, shows, press, type, end } = await start();
        await shows("Where should the worker be");
        press("Enter");
        await shows("What do you want in Notion");
        type("boks");
        await shows("boks");
        press("Enter");
        for (const words of way) {
          await shows(words);
          press("Enter");
        }
        await shows("What now?");
        expect(await readTree(cwd)).toEqual(new Map());
        press("Enter");
        await shows("Install packages now with npm (needs network)?");
        type("n");
        press("Enter");
        await shows("Install the skills for coding agents");
        type("n");
        press("Enter");
        const { code, screen } = await end();
        expect(code).toBe(0);
        expect(screen).toContain("npx create-sync add demo.books --yes");
        const tree = await readTree(cwd);
        expect([...tree.keys()]).toEqual(
          expect.arrayContaining([
            ".env.example",
            "package.json",
            "src/index.ts",
            "syncs/demoBooks.plan.yaml",
            "test/demoBooks.test.ts",
          ]),
        );
        expect(tree.get("src/index.ts")).toContain('worker.sync("demoBooksBackfill"');

        const again = await tempProject({}, "wörk er");
        open.projects.push(again);
        spawnSync(process.execPath, [built("src/bin.js"), "add", "demo.books", "--yes"], { cwd: again.root });
        expect(await readTree(again.root)).toEqual(tree);
      },
    );

    test.each([
      ["the first question", 0],
      ["a question in the middle", 3],
      ["the review", way.length],
    ])(
      "Ctrl-C at %s ends with 130, leaves an empty folder and says how to go on",
      { timeout: 120_000 },
      async (_, answered) => {
        const given = ["--set", "source.from=demo.books"];
        const { cwd, shows, press, end } = await start(["new-worker", ...given]);
        for (const words of way.slice(0, answered)) {
          await shows(words);
          press("Enter");
        }
        await shows(way[answered] ?? "What now?");
        press("C-c");
        const { code, screen } = await end();
        expect(code).toBe(130);
        expect(screen).toContain("Stopped. Nothing was written.");
        expect(screen).toContain("npx create-sync ./new-worker --set source.from=demo.books");
        expect(screen.includes("--set architecture=backfill-delta")).toBe(answered > 1);
        expect(await readTree(cwd)).toEqual(new Map());
      },
    );

    test("Ctrl-C while no prompt is open does the same", { timeout: 60_000 }, async () => {
      const { cwd, shows, press, end } = await start(["new-worker", "--set", "source.from=demo.books"]);
      for (const words of way) {
        await shows(words);
        press("Enter");
      }
      await shows("Preparing the files");
      press("C-c");
      const { code, screen } = await end();
      expect(code).toBe(130);
      expect(screen).toContain("Stopped. Nothing was written.");
      expect(screen).toContain("npx create-sync ./new-worker --set source.from=demo.books");
      expect(await readTree(cwd)).toEqual(new Map());
    });

    test("Ctrl-D on an empty line is like Ctrl-C, and in a text it is not", { timeout: 60_000 }, async () => {
      const { cwd, shows, press, type, end } = await start(["--set", "source.from=demo.books"]);
      await shows("Where should the worker be");
      press("Enter");
      await shows("Address of the demo API");
      type("ab");
      await shows(": ab");
      press("Left", "C-d");
      await shows(": a");
      press("BSpace", "C-d");
      expect((await end()).code).toBe(130);
      expect(await readTree(cwd)).toEqual(new Map());
    });

    test("a source that does not exist ends it before anything is asked", { timeout: 60_000 }, async () => {
      const { cwd, end } = await start(["new-worker", "--set", "source.from=demo.boks"]);
      const { code, screen } = await end();
      expect(code).toBe(2);
      expect(screen).toContain("Did you mean demo.books?");
      expect(await readTree(cwd)).toEqual(new Map());
    });
  },
);
