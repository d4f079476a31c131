import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { explainPlan } from "../src/plan/explain.ts";
import { preparePlan } from "../src/plan/load.ts";
import { listEntries } from "../src/source/load.ts";
import { runCli } from "./cli/run-cli.ts";
import { readPage } from "./kit/markdown.ts";
import { repository, tempProject } from "./kit/temp-project.ts";
import { blocksOf, findPlanFaults, isGenerated } from "./skills/code-blocks.ts";
import { findCommandLines, isRun, ntnLinesIn } from "./skills/commands.ts";
import { findNtnFault } from "./skills/ntn.ts";
import { openProject, type Project, runLines } from "./skills/project.ts";

const readme = readFileSync(join(repository, "README.md"), "utf8");

/** The text under a heading. */
function section(heading: string): string {
  const [, text = ""] = readme.split(`\n## ${heading}\n`);
  return text.split("\n## ")[0] ?? "";
}

const cellsOf = (text: string): string[][] =>
  text
    .split("\n")
    .filter((row) => row.startsWith("| "))
    .slice(1)
    .map((row) => row.slice(2, -2).split(" | "));

test("the README is a page, not a book", () => {
  const lines = readme.split("\n").length;
  expect(lines).toBeGreaterThan(100);
  expect(lines).toBeLessThan(280);
});

// A command is run for real, on a machine that may have other things to do.
describe("the two commands", { timeout: 240_000 }, () => {
  const { scripts } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  const [, fence = ""] = /```bash\n([^]*?)```/.exec(section("Try it")) ?? [];

  test("are scripts of package.json, after npm ci", () => {
    const lines = fence.trim().split("\n");
    expect(lines).toEqual(["npm ci && npm run demo", "npm ci && npm test"]);
    expect([scripts["demo"], scripts["test"]]).not.toContain(undefined);
  });

  test("show what the transcript shows, but for the lines it leaves out", async () => {
    const [{ text } = { text: "" }] = readPage(section("Try it")).fences.filter(
      ({ language }) => language === "text",
    );
    // The demo leaves its worker in the temporary folder, to be looked at.
    const { root, remove } = await tempProject();
    const { code, out } = await runCli(["demo"], { env: { TMPDIR: root } });
    await remove();
    expect(code).toBe(0);
    const shown = text
      .trimEnd()
      .split("\n")
      .filter((line) => line !== "…");
    expect(shown.length).toBeGreaterThan(25);
    expect(findFirstNotSaid(shown, out)).toBeUndefined();
    expect(findFirstNotSaid([...shown, "and they lived happily"], out)).toBe("and they lived happily");
  });
});

/** The first of some lines that is not in a text, in their order; … stands for anything. */
function findFirstNotSaid(lines: readonly string[], text: string): string | undefined {
  const said = text.split("\n").map((line) => line.trimEnd());
  let at = 0;
  return lines.find((line) => {
    const pattern = new RegExp(
      `^${line
        .split("…")
        .map((part) => part.replaceAll(/[^\w\s]/g, "\\$&"))
        .join(".*")}$`,
    );
    const found = said.findIndex((each, index) => index >= at && pattern.test(each));
    at = found + 1;
    return found === -1;
  });
}

describe("command lines", { timeout: 240_000 }, () => {
  const lines = findCommandLines("README.md", readme);
  let worker: Project;
  beforeAll(async () => {
    worker = await openProject("worker");
  });
  afterAll(() => worker.close());

  test("are understood by the program", async () => {
    // The demo is run above, and serve does not end by itself.
    const ours = lines.filter(({ text }) => isRun(text) && !/\bcreate-sync (demo$|serve\b)/.test(text));
    expect(ours.length).toBeGreaterThan(12);
    // 3: the wizard has no terminal to ask at; 4: demo.books is there already; 5: doctor misses the secret of a sync
    // that was added by a line above it. All were understood.
    const all = await runLines(
      worker,
      ours.map((line) => ({
        ...line,
        text: line.text.replace("[dir]", "my-worker"),
        exits: line.text.endsWith(" doctor") ? [0, 5] : [0, 3, 4],
      })),
    );
    expect(all.flatMap(({ fault }) => fault ?? [])).toEqual([]);
  });

  test("of ntn exist", () => {
    expect(
      lines
        .flatMap(({ text, around }) => ntnLinesIn(text).map((line) => findNtnFault(line, around)))
        .filter(Boolean),
    ).toEqual([]);
  });

  test("are all the commands there are", async () => {
    const { out } = await runCli(["--help"]);
    const known = [...out.matchAll(/^ {2}([a-z]+) /gm)]
      .map(([, name]) => name)
      .filter((name) => name !== "help");
    const told = cellsOf(section("Commands")).map(
      ([command = ""]) => /create-sync ([a-z]+)/.exec(command)?.[1],
    );
    expect(known.length).toBeGreaterThan(5);
    expect(known.filter((name) => !told.includes(name))).toEqual([]);
  });
});

describe("facts", () => {
  test("the plan passes plan check", async () => {
    const plans = blocksOf("README.md", readme, "yaml");
    expect(plans.length).toBe(1);
    expect((await Promise.all(plans.map(findPlanFaults))).flat()).toEqual([]);
  });

  test("the guarantee is what plan explain says of the first example", async () => {
    const { complete } = await preparePlan("github.issues", { params: ["repository=octo-org/app"] });
    const said = explainPlan(complete)
      .sections.find(({ heading }) => heading === "Guarantee")
      ?.paragraphs.join(" ");
    const [, quoted = "nothing"] = /\*"(.*?)"\*/.exec(section("What it promises")) ?? [];
    expect(said).toContain(quoted);
  });

  test("the catalogue is the catalogue", async () => {
    const byProduct = new Map<string, string[]>();
    for (const { id, product } of await listEntries())
      byProduct.set(product, [...(byProduct.get(product) ?? []), `\`${id}\``]);
    expect(cellsOf(section("A plan"))).toEqual(
      [...byProduct].map(([product, ids]) => [product, ids.join(", ")]),
    );
  });

  test("the sample is what create-sync generates for the demo", async () => {
    const [sample, ...others] = blocksOf("README.md", readme, "ts");
    expect(others).toEqual([]);
    expect(sample && (await isGenerated(sample))).toBe(true);
    expect(readFileSync(join(repository, "test/golden/new-demo/after/src/index.ts"), "utf8")).toContain(
      sample?.text,
    );
  });

  test("every room, case and file it names is there", () => {
    const names = [
      ...section("Where is my room?").matchAll(/`([\w.-]+\/[^`\s]*)`/g),
      ...section("Releases and licence").matchAll(/`([\w.-]+)`/g),
    ];
    const paths = names.map(([, path = ""]) => path).filter((path) => path !== "npm");
    expect(paths.length).toBeGreaterThan(20);
    expect(paths.filter((path) => !isThere(path))).toEqual([]);
    expect(
      ["src/moon.ts", "generators/moon/<id>.yaml", "generators/sources/<id>.json", "src/cli.ts"].filter(
        isThere,
      ),
    ).toEqual(["src/cli.ts"]);
  });
});

/** Whether a path leads to something in this repository; <id> stands for any name. */
function isThere(path: string): boolean {
  const [before = "", after] = path.split(/<\w+>/);
  if (after === undefined) return existsSync(join(repository, path));
  const folder = join(repository, dirname(`${before}x`));
  const [start, end] = [basename(`${before}x`).slice(0, -1), after.replace(/\/$/, "")];
  return (
    existsSync(folder) && readdirSync(folder).some((name) => name.startsWith(start) && name.endsWith(end))
  );
}
