import { afterAll, beforeAll, expect, test } from "vitest";
import { loadEntry } from "../../src/source/load.ts";
import { paramsOf } from "../kit/plans.ts";
import { readPage } from "../kit/markdown.ts";
import { openProject, type Project, type Ran } from "./project.ts";
import { mainText, readSkills } from "./skill.ts";

// A robot that knows nothing: it reads the numbered steps of /sync and types what stands there, with another source in
// the place of the one in the text. What the simulator says of each source has tests of its own.

/** The sources it asks for: REST and GraphQL, each with another way to page, to tell changes or to sign in. */
const sources = [
  "demo.books",
  "github.issues",
  "github.releases",
  "google_calendar.events",
  "hubspot.contacts",
  "intercom.conversations",
  "jira.issues",
  "linear.issues",
  "sentry.issues",
  "stripe.customers",
];

const skill = (await readSkills()).find(({ folder }) => folder === "sync");
const steps = new Map(
  (skill ? mainText(skill) : "")
    .split(/^## /m)
    .flatMap((part) => (/^\d+\. /.test(part) ? [[part.split("\n")[0] ?? "", part] as const] : [])),
);

/** The lines of the bash fences of a step, without their comments. */
function linesOf(number: number): string[] {
  const [, text = ""] = [...steps].find(([heading]) => heading.startsWith(`${number}. `)) ?? [];
  const fences = readPage(text).fences.filter(({ language }) => language === "bash");
  return fences.flatMap(({ text }) => text.trim().split("\n")).map((line) => line.replace(/\s+#.*$/, ""));
}

let project: Project;
beforeAll(async () => {
  project = await openProject("empty");
});
afterAll(() => project?.close());

/** Types a line, which must end well. */
async function type(line: string): Promise<Ran> {
  const ran = await project.run(line);
  expect(`${line}: exit ${ran.code}\n${ran.code === 0 ? "" : ran.out + ran.err}`).toBe(`${line}: exit 0\n`);
  return ran;
}

test("the steps of /sync are numbered from 1, and those the robot takes have lines to type", () => {
  expect([...steps.keys()].map((heading) => parseInt(heading, 10))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  for (const [number, words] of [
    [2, "sources show github.issues"],
    [5, "plan check issues.plan.yaml"],
    [6, "add issues.plan.yaml --json"],
    [7, "npm run check"],
  ] as const)
    expect(linesOf(number).join("\n")).toContain(words);
});

test(
  "followed for ten sources, they lead to one worker that compiles, with tests that pass",
  { timeout: 900_000 },
  async () => {
    const names: string[] = [];
    for (const source of sources) {
      const { product } = await loadEntry(source);
      const params = (await paramsOf(source)).map((param) => `--param '${param}'`).join(" ");
      const inPlace = (line: string): string =>
        line
          .replace("sources issues", `sources ${product.toLowerCase().split(" ")[0]}`)
          .replace("github.issues --param repository=octo-org/app", `${source} ${params}`)
          .replace("github.issues", source)
          .replace("issues.plan.yaml", `${source}.plan.yaml`);
      for (const line of [...linesOf(2), ...linesOf(5), ...linesOf(6)].map(inPlace)) {
        const { out } = await type(line);
        if (!line.endsWith("--json")) continue;
        const { result } = JSON.parse(out) as { result: { plan: string; nothingToDo: boolean } };
        expect(result.nothingToDo).toBe(false);
        names.push(result.plan);
      }
    }
    expect(new Set(names).size).toBe(sources.length);
    const [check = "", run = ""] = linesOf(7).filter((line) => /^(npm run check|npx tsx --test)/.test(line));
    await type(check);
    for (const name of names) await type(run.replace("githubIssues", name));
  },
);
