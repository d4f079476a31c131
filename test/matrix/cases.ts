import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { listEntries } from "../../src/source/load.ts";
import { paramsOf } from "../kit/plans.ts";
import { prepare, type Wanted } from "../kit/simulated.ts";
import { repository } from "../kit/temp-project.ts";

/** A strategy of the matrix: a catalogue source, or the plan by which a unit is tested. */
export type Case = { name: string; wanted: Wanted };

const generators = join(repository, "test", "generators");
const shelves = ["architecture", "paging", "changes", "deletes"];

/** Sources that are read in partitions, one of each kind of ids. */
const inPartitions: readonly Case[] = [
  {
    name: "several repositories",
    wanted: {
      id: "github.issues",
      params: ["repository=octo-org/app,octo-org/web,octo-org/docs"],
      set: ["name=repositoryIssues", "database.key=repositoryIssues"],
    },
  },
  {
    name: "several calendars",
    wanted: {
      id: "google_calendar.events",
      params: ["calendar=ana@acme.example,bo@acme.example"],
      set: ["name=calendarEvents", "database.key=calendarEvents"],
    },
  },
];

/**
 * Every source of the catalogue, and every plan of a unit's test that is not simply one of them. With `examples` also the
 * plans that sync-guide shows.
 */
export async function listCases({ examples = false } = {}): Promise<readonly Case[]> {
  const sources = await listEntries();
  const units = shelves.flatMap((shelf) =>
    readdirSync(join(generators, shelf)).map((unit) => `${shelf}/${unit}`),
  );
  const cases = [
    ...(await Promise.all(
      sources.map(async ({ id }) => ({ name: id, wanted: { id, params: await paramsOf(id) } })),
    )),
    ...units.flatMap((unit) => unitCase(unit) ?? []),
    ...inPartitions,
    ...(examples ? exampleCases() : []),
  ];
  return Promise.all(cases.map(withSmallPages));
}

/**
 * Scenarios count their records in pages: smaller ones play the same, and take less time. A size that stands in the
 * request's own text stays as it is.
 */
async function withSmallPages({ name, wanted }: Case): Promise<Case> {
  const { list, changes } = (await prepare(wanted)).complete.plan.source;
  const small = [
    ...("size" in list.page && list.page.size?.send ? ["source.list.page.size.value=20"] : []),
    ...("page" in changes && "size" in changes.page && changes.page.size?.send
      ? ["source.changes.page.size.value=20"]
      : []),
  ];
  return { name, wanted: { ...wanted, set: [...(wanted.set ?? []), ...small] } };
}

function unitCase(unit: string): Case | undefined {
  const text = readFileSync(join(generators, unit, "plan.yaml"), "utf8");
  if (/^ {2}from: /m.test(text)) return undefined;
  return ownCase(unit, text);
}

function exampleCases(): Case[] {
  const folder = join(repository, ".agents", "skills", "sync-guide", "examples");
  const files = readdirSync(folder).filter((file) => file.endsWith(".plan.yaml"));
  return files.map((file) =>
    ownCase(`examples/${file.slice(0, -".plan.yaml".length)}`, readFileSync(join(folder, file), "utf8")),
  );
}

/** One worker holds them all, so each has its own keys, its own host and its own credential for it. */
function ownCase(name: string, text: string): Case {
  const key = name.replaceAll(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase());
  const isOfCatalogue = /^ {2}from: /m.test(text);
  const set = [`name=${key}`, `database.key=${key}`, ...(isOfCatalogue ? [] : [`pacer=${key}Api`])];
  const own = text
    .replaceAll(/\w+\.acme\.example/g, `${key.toLowerCase()}.example`)
    .replace(/env: (ACME_\w+)/, `env: $1_${key.toUpperCase()}`);
  return { name, wanted: { text: own, file: `${key}.plan.yaml`, set } };
}
