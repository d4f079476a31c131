import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { templateHelpers } from "../src/render/helpers.ts";
import * as direction from "./house/direction.ts";
import { makeHouse, readHouse, roomOf } from "./house/house.ts";
import * as parity from "./house/parity.ts";
import * as size from "./house/size.ts";
import { findTemplateFaults, readViews } from "./house/templates.ts";
import { repository } from "./kit/temp-project.ts";

// The rules of the house, as tables. A change here is a change of the architecture: say why in the commit.

/** Which packages a room may import; "*" is every room that is not named. */
const libraries: Record<string, string> = {
  "*": "node:*",
  model: "",
  kit: "",
  generators: "",
  ask: "node:* @inquirer/prompts",
  cli: "node:* commander",
  "command-table": "",
  commands: "node:* commander",
  source: "node:* zod yaml",
  plan: "node:* zod yaml",
  project: "node:* ts-morph",
  edit: "node:* ts-morph",
  validate: "node:* ts-morph",
  render: "node:* handlebars",
  format: "node:* prettier",
  write: "node:* diff",
  world: "",
  notion: "",
  upstream: "node:* graphql",
  simulate: "node:* @sinonjs/fake-timers",
};

/** Which rooms a room may know, in the order of the straight path: what comes later is never known earlier. */
const mayKnow: Record<string, string> = {
  problems: "",
  "package-files": "",
  source: "problems package-files",
  plan: "problems package-files source",
  // What saved answers tell of an API, as data and as a plan; reads no file itself.
  sample: "problems source plan",
  project: "problems package-files",
  kit: "source plan model",
  generators: "kit",
  model: "source plan project kit generators",
  render: "package-files source project model",
  edit: "problems plan project model render",
  format: "project",
  write: "problems",
  skills: "problems package-files project write",
  files: "problems package-files plan project model render edit format write",
  pipeline: "problems source plan project model render edit format files write",
  run: "problems",
  validate: "problems package-files project",
  world: "problems source plan model",
  upstream: "problems source plan model world",
  notion: "problems run",
  simulate: "problems package-files source plan project model run world upstream notion",
  ntn: "problems package-files run",
  debug: "problems package-files source plan project run validate simulate ntn",
  doctor: "problems package-files plan project skills run validate ntn",
  add: "problems source plan project generators render edit pipeline files write run validate simulate",
  demo: "package-files plan add run write world",
  ask: "problems source plan project model generators write skills add commands",
  commands:
    "problems package-files source plan sample project write skills run validate world upstream simulate ntn debug doctor add demo ask",
  "command-table": "commands",
  cli: "package-files problems commands command-table",
  bin: "cli",
  index: "problems source plan project pipeline write",
};

/** Rooms that may ask for the units; through generators/index.ts only. */
const unitUsers = ["model", "ask", "add"];

/** What may name `process`, and which of it. Children are programs of their own. */
const processUsers: Record<string, string> = {
  "src/bin.ts": "*",
  "src/run/runner-child.ts": "*",
  // A program is ended with every process it started; a group is only known by its number.
  "src/run/run-program.ts": "process.kill",
  // Only the process knows which Node runs it.
  "src/run/this-node.ts": "process.execPath process.version",
  // The child that simulates: talks to its parent over the process, and the worker finds its settings there.
  "src/simulate/child.ts": "*",
  // Who holds a lock, and whether that process lives; injecting it would give writeChanges a third parameter.
  "src/write/lock.ts": "process.pid process.kill",
};

/** Who may change files. Only src/write touches the user's project; the demo has a temporary one of its own. */
const writers = ["write", "src/bin.ts", "src/commands/demo.ts", "src/demo/packages.ts"];

/** Everything that --help loads, beside commander, which cli.ts requires. */
const loadedByHelp = [
  "src/bin.ts",
  "src/cli.ts",
  "src/command-table.ts",
  "src/commands/parse.ts",
  "src/commands/skill-rows.ts",
  "src/package-files.ts",
];

/** Units that spell no code of their own. */
const withoutTemplate = ["auth/none", "deletes/sweep"];

const lineLimits = { src: 250, generators: 250, "src/commands/": 80, "src/pipeline.ts": 80 };
const functionLimits = { lines: 60, parameters: 3 };
// A problem is its code, its arguments, its place and its company.
const bigFunctions = ["src/problems/problem.ts constructor"];
const mostMedianLines = 130;
const mostTestLines = 400;

const house = readHouse();

describe("parity", () => {
  test("every unit has its template and its tests under its own name, and every template on a shelf its unit", () => {
    expect(parity.findUnpaired(repository, withoutTemplate)).toEqual([]);
  });

  test("a unit without template and test is found", () => {
    expect(parity.findUnpaired(repository, [])).toEqual(
      withoutTemplate.map((unit) => `templates/${unit}.ts.hbs`),
    );
    expect(parity.findUnpaired(repository, [...withoutTemplate, "paging/cursor"])).toHaveLength(1);
  });

  test("every path of the README's table of rooms exists", () => {
    expect(parity.findLostRooms(readFileSync(`${repository}README.md`, "utf8"), repository)).toEqual([]);
  });

  test("a path that does not is found, and so is a missing table", () => {
    const readme =
      "## Where is my room?\n| I want | go to |\n|---|---|\n| a | `src/nowhere/<id>.ts`, `src/cli.ts` |\n";
    expect(parity.findLostRooms(readme, repository)).toEqual(["src/nowhere/<id>.ts"]);
    expect(parity.findLostRooms("# Nothing\n", repository)).toHaveLength(1);
  });

  test("every relative link in the skills leads somewhere", () => {
    expect(readdirSync(`${repository}.agents/skills`).length).toBeGreaterThan(0);
    expect(parity.findDeadLinks(repository, ".agents/skills")).toEqual([]);
  });

  test("a link that does not is found", () => {
    expect(parity.findDeadLinks(repository, "test/house/bad")).toEqual([
      "test/house/bad/links.md → ./nowhere.md",
    ]);
  });

  test("file names are kebab-case", () => {
    const isKebab = (path: string): boolean =>
      /^[a-z0-9]+([-.][a-z0-9]+)*$/.test(path.split("/").at(-1) ?? "");
    expect([...house.files.keys()].filter((path) => !isKebab(path))).toEqual([]);
    expect(["src/aB.ts", "src/a_b.ts"].filter(isKebab)).toEqual([]);
  });
});

describe("direction", () => {
  const bad = makeHouse({
    "src/model/build.ts":
      'import "zod"; import "node:fs"; import type { A } from "../write/write.ts"; console.log(1);',
    "src/write/write.ts":
      'import { a } from "../model/names.ts"; process.exit(1); export const x = { process: 1 }.process;',
    "src/model/names.ts":
      'export { b } from "./build.ts"; const later = import("handlebars"); type T = import("yaml").Node;',
    "src/files/env.ts":
      'import { readFile, writeFile } from "node:fs/promises"; import * as fs from "node:fs";',
    "src/edit/env.ts": "const { env } = process; export const a = process.env.HOME;",
    "src/model/a.ts": 'import "./b.ts";',
    "src/model/b.ts": 'import "./c.ts"; import type {} from "./names.ts";',
    "src/model/c.ts": 'import "./a.ts"; const lazy = import("./names.ts");',
    "generators/paging/cursor.ts": 'import "../../src/model/build.ts"; import "../../src/kit.ts";',
    "src/plan/check.ts": 'import "../../generators/index.ts"; import "../../generators/paging/cursor.ts";',
  });

  test("every room imports only the libraries it may", () => {
    expect(direction.findForeignLibraries(house, libraries)).toEqual([]);
    expect(direction.findForeignLibraries(bad, libraries)).toEqual([
      "src/model/build.ts:1 imports zod",
      "src/model/build.ts:1 imports node:fs",
      "src/model/names.ts:1 imports handlebars",
      "src/model/names.ts:1 imports yaml",
    ]);
  });

  test("every room knows only the rooms before it", () => {
    expect(direction.findForbiddenRooms(house, mayKnow)).toEqual([]);
    expect(direction.findForbiddenRooms(bad, mayKnow)).toEqual(
      expect.arrayContaining([
        "src/model/build.ts:1 imports src/write/write.ts",
        "src/write/write.ts:1 imports src/model/names.ts",
        "generators/paging/cursor.ts:1 imports src/model/build.ts",
      ]),
    );
  });

  test("every room of src has a row in the table", () => {
    const rooms = new Set([...house.files.keys()].map(roomOf));
    expect(rooms.size).toBeGreaterThan(10);
    expect([...rooms].filter((room) => !Object.hasOwn(mayKnow, room))).toEqual([]);
  });

  test("units know the kit alone, and are known through their index", () => {
    expect(direction.findUnitFaults(house, unitUsers)).toEqual([]);
    expect(direction.findUnitFaults(bad, unitUsers)).toEqual([
      "generators/paging/cursor.ts:1 imports src/model/build.ts",
      "src/plan/check.ts:1 imports generators/index.ts",
      "src/plan/check.ts:1 imports generators/paging/cursor.ts",
    ]);
  });

  test("no files import each other in a ring", () => {
    expect(direction.findRings(house)).toEqual([]);
    expect(direction.findRings(bad)).toContain(
      "src/model/a.ts → src/model/b.ts → src/model/c.ts → src/model/a.ts",
    );
  });

  test("--help loads a handful of small files", () => {
    expect(direction.whatLoads(house, "src/bin.ts")).toEqual(loadedByHelp);
    expect(direction.whatLoads(bad, "src/model/a.ts")).toEqual([
      "src/model/a.ts",
      "src/model/b.ts",
      "src/model/c.ts",
    ]);
  });

  test("nothing prints past the program's own output", () => {
    expect(direction.findGlobals(house, "console", {})).toEqual([]);
    expect(direction.findGlobals(bad, "console", {})).toEqual(["src/model/build.ts:1 console.log"]);
  });

  test("only the program itself and its children know the process, and none ends it", () => {
    expect(direction.findGlobals(house, "process", processUsers)).toEqual([]);
    expect(direction.findGlobals(bad, "process", { "src/write/write.ts": "*" })).toEqual([
      "src/write/write.ts:1 process.exit",
      "src/edit/env.ts:1 process",
      "src/edit/env.ts:1 process.env",
    ]);
  });

  test("only src/write changes files", () => {
    expect(direction.findWrites(house, writers)).toEqual([]);
    expect(direction.findWrites(bad, writers)).toEqual([
      "src/files/env.ts imports writeFile",
      "src/files/env.ts imports fs",
    ]);
  });
});

describe("size", () => {
  const long = "\n".repeat(250);
  const bad = makeHouse({
    "src/plan/long.ts": `${long}export {};\n`,
    "src/commands/long.ts": `${"\n".repeat(80)}export {};\n`,
    "src/plan/big.ts": `export function big() {${"\n".repeat(60)}}\nexport const many = (a: 1, b: 1, c: 1, d: 1) => a;\n`,
  });

  test("files stay readable in one go", () => {
    expect(size.findLongFiles(house, lineLimits)).toEqual([]);
    expect(size.findLongFiles(bad, lineLimits)).toEqual([
      "src/plan/long.ts: 251 lines, at most 250",
      "src/commands/long.ts: 81 lines, at most 80",
    ]);
  });

  test("half of them are short", () => {
    expect(size.medianLength(house)).toBeLessThanOrEqual(mostMedianLines);
    expect(size.medianLength(bad)).toBe(81);
  });

  test("functions fit on a screen and take few things", () => {
    expect(size.findBigFunctions(house, functionLimits, bigFunctions)).toEqual([]);
    expect(size.findBigFunctions(bad, functionLimits)).toEqual([
      "src/plan/big.ts:1 big: 61 lines, at most 60",
      "src/plan/big.ts:62 many: 4 parameters, at most 3",
    ]);
  });

  test("test files too", () => {
    const tests = parity.list(`${repository}test`, ".ts").filter((path) => !/^(golden|edit)\//.test(path));
    const lines = (path: string): number =>
      readFileSync(`${repository}test/${path}`, "utf8").split("\n").length - 1;
    expect(tests.length).toBeGreaterThan(10);
    expect(tests.filter((path) => lines(path) > mostTestLines)).toEqual([]);
  });
});

describe("own food", () => {
  test("every golden case has its plan and the worker before and after", () => {
    const cases = readdirSync(`${repository}test/golden`, { withFileTypes: true }).filter((one) =>
      one.isDirectory(),
    );
    expect(cases.length).toBeGreaterThan(0);
    const parts = cases.flatMap(({ name }) =>
      ["plan.yaml", "after"].map((part) => `test/golden/${name}/${part}`),
    );
    expect(parts.filter((path) => !existsSync(repository + path))).toEqual([]);
  });
});

describe("templates", () => {
  const helpers = new Set([...Object.keys(templateHelpers((name) => name)), "lookup"]);
  const bad = makeHouse({
    "src/render/views.ts": `
      type Item = { name: string; more?: { deep: string } };
      export type Views = { "parts/item": Item; good: { items: Item[]; one?: Item; kind: { a: string } | { b: string } } };`,
  });
  const check = (text: string): string[] =>
    findTemplateFaults("good", text, { views: readViews(bad), helpers });

  test("every template names only what its view has, and lets no text pass unescaped", () => {
    const views = readViews(house);
    const names = parity
      .list(`${repository}templates`, ".ts.hbs")
      .map((path) => path.slice(0, -".ts.hbs".length));
    const read = (name: string): string => readFileSync(`${repository}templates/${name}.ts.hbs`, "utf8");
    expect(names.flatMap((name) => findTemplateFaults(name, read(name), { views, helpers }))).toEqual([]);
    expect([...views.keys()].sort()).toEqual(names.sort());
  });

  test.each([
    ["{{{one.name}}}", "has {{{ or {{&"],
    ["{{& one.name}}", "has {{{ or {{&"],
    ["{{nothing}}", "names nothing"],
    ["{{#if nothing}}x{{/if}}", "names nothing"],
    ["{{#unless one.nothing}}x{{/unless}}", "names one.nothing"],
    ["{{#each items}}{{nothing}}{{/each}}", "names nothing"],
    ["{{#each items}}{{#if more.nothing}}x{{/if}}{{/each}}", "names more.nothing"],
    ["{{#each items}}{{items}}{{/each}}", "names items"],
    ["{{#if one}}x{{else}}{{nothing}}{{/if}}", "names nothing"],
    ["{{#each one}}x{{/each}}", "goes through something that is no list"],
    ["{{literal nothing}}", "names nothing"],
    ["{{shout one.name}}", "calls the unknown helper shout"],
    ["{{literal (shout one.name)}}", "calls the unknown helper shout"],
    ["{{> parts/nothing one}}", "has the unknown partial parts/nothing"],
    ["{{> parts/item kind}}", "gives parts/item something that is not its view"],
    ["{{#with one}}x{{/with}}", "has the block with"],
  ])("%s is found", (text, fault) => {
    expect(check(text)).toEqual([`good:1 ${fault}`]);
  });

  test("what is right is not found", () => {
    expect(
      check(
        '{{#each items}}{{name}}{{#if more}}{{literal more.deep}}{{/if}}{{literal ../kind.b}}{{/each}}{{> parts/item one}}{{literal "x"}}',
      ),
    ).toEqual([]);
    expect(findTemplateFaults("unknown", "", { views: readViews(bad), helpers })).toEqual([
      "unknown: no view of that name",
    ]);
  });
});
