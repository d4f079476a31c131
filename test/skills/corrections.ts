import { Worker } from "@notionhq/workers";
import * as Builder from "@notionhq/workers/builder";
import * as Schema from "@notionhq/workers/schema";
import { Worker as OldWorker } from "workers-0.4.0";
import { expect } from "vitest";
import { findPlanFaults, findTypeFaults } from "./code-blocks.ts";
import { findStrictFaults } from "./front-matter.ts";
import { execLocally, findingsIn, startOf } from "./hand-worker.ts";
import { isInNpmsNtn } from "./ntn.ts";
import { readSkills } from "./skill.ts";

/**
 * Something that Notion's own skills or reference say, and that is otherwise. `page` and `heading` are where our skills
 * say how it is; `says` stands there. `prove` shows it, with what people really use.
 */
export type Correction = {
  statement: string;
  truth: string;
  page: string;
  heading: string;
  says: string;
  prove: () => void | Promise<void>;
};

const noBlock = { language: "", line: 1, intro: "", place: "here" };

type Output = { changes: unknown[]; hasMore: boolean; nextUserContext?: unknown; nextState?: unknown };

/** A worker with one sync, which keeps the states it got. */
function makeWorker(page: object) {
  const worker = new Worker();
  const states: unknown[] = [];
  const database = worker.database("table", {
    ...{ type: "managed", initialTitle: "Rows", primaryKeyProperty: "ID" },
    schema: { properties: { Name: Schema.title(), ID: Schema.richText() } },
  });
  worker.sync("rows", {
    ...{ database, mode: "incremental", schedule: "5m" },
    execute: (state: unknown) => {
      states.push(state);
      return Promise.resolve(page as never);
    },
  });
  const run = async (context: object | undefined): Promise<Output> =>
    (await worker.run("rows", context as never, { concreteOutput: true })) as Output;
  return { run, states };
}

const signIn = (clientSecret: string) =>
  new Worker().oauth("github", {
    ...{ name: "GitHub", clientId: "id", clientSecret, scope: "repo" },
    authorizationEndpoint: "https://github.com/login/oauth/authorize",
    tokenEndpoint: "https://github.com/login/oauth/access_token",
  });

// Page numbers to the page count that the API tells, as in the example of a replace sync.
const byPageNumber = `import { Worker } from "@notionhq/workers";
import * as Builder from "@notionhq/workers/builder";
import * as Schema from "@notionhq/workers/schema";
const worker = new Worker();
export default worker;
const database = worker.database("colleagues", {
  type: "managed", initialTitle: "Staff", primaryKeyProperty: "No",
  schema: { properties: { Name: Schema.title(), No: Schema.richText() } },
});
const api = worker.pacer("api", { allowedRequests: 1, intervalMs: 1000 });
worker.sync("staff", { database, mode: "replace", schedule: "1h", execute: async (state: { page: number } | undefined) => {
  const page = state?.page ?? 1;
  await api.wait();
  const response = await fetch("https://roster.example/api/v2/staff?order=hired&per_page=50&page=" + page, {
    headers: { "X-Roster-Key": process.env.ROSTER_KEY ?? "" },
  });
  if (!response.ok) throw new Error("HTTP " + response.status);
  const { staff, page_count } = await response.json() as any;
  const changes = staff.map((one: any) => ({
    type: "upsert" as const, key: String(one.staff_no),
    properties: { Name: Builder.title(one.email ?? "-"), No: Builder.richText(String(one.staff_no)) },
  }));
  const hasMore = page < page_count;
  return hasMore ? { changes, hasMore, nextState: { page: page + 1 } } : { changes, hasMore };
} });
`;

export const corrections: readonly Correction[] = [
  {
    statement: "ntn has commands for the status, the start and the state of a sync",
    truth: "npm's ntn 0.4.0 has none of them",
    ...{ page: "sync/SKILL.md", heading: "8. Deploy, in this order", says: "has no `workers sync` commands" },
    prove: () => {
      const lines = ["sync status", "sync trigger rows", "sync state reset rows"];
      expect(lines.filter((line) => isInNpmsNtn(`ntn workers ${line}`))).toEqual([]);
    },
  },
  {
    statement: "a preview on Notion is how to see rows before they are written",
    truth: "npm's ntn has no preview; the same can be seen on this machine before any deploy",
    ...{ page: "sync/SKILL.md", heading: "7. Prove it on this machine", says: "writes nothing to Notion" },
    prove: () => {
      expect(isInNpmsNtn("ntn workers sync trigger rows --preview")).toBe(false);
      expect(isInNpmsNtn("ntn workers exec rows --local")).toBe(true);
    },
  },
  {
    statement: "ntn runs a sync locally, to test it before a deploy",
    truth: "in a package of ES modules, as new workers are, it fails whatever the code does",
    ...{ page: "sync-debug/SKILL.md", heading: "2. Reproduce on this machine" },
    says: "Cannot read properties of undefined (reading 'run')",
    prove: async () => {
      expect(await execLocally("module", {})).toContain(
        "Cannot read properties of undefined (reading 'run')",
      );
      expect(await execLocally("commonjs", {})).toContain("got undefined");
    },
  },
  {
    statement: "the state for the next page is handed to a local run as it was returned",
    truth: "ntn passes it on bare, and the SDK reads it only inside of `state`",
    ...{ page: "sync-debug/SKILL.md", heading: "2. Reproduce on this machine" },
    says: "it passes a bare state that the SDK ignores",
    prove: async () => {
      expect(await execLocally("commonjs", { page: 7 })).toContain("got undefined");
      expect(await execLocally("commonjs", { state: { page: 7 } })).toContain('got {"page":7}');
    },
  },
  {
    statement: "a test reads page two by worker.run(key, nextState) and its nextState",
    truth: "the state goes in wrapped and comes out as nextUserContext; bare, page one is read again",
    ...{ page: "sync-guide/SKILL.md", heading: "What a sync is", says: "A bare state is ignored" },
    prove: async () => {
      const { run, states } = makeWorker({ changes: [], hasMore: true, nextState: { page: 2 } });
      const { nextUserContext, nextState } = await run({ page: 2 });
      await run({ state: { page: 2 } });
      expect([nextUserContext, nextState, states]).toEqual([
        { page: 2 },
        undefined,
        [undefined, { page: 2 }],
      ]);
    },
  },
  {
    statement: "state needs no annotation: execute: async (state) => state?.page",
    truth: "that does not compile",
    ...{ page: "sync-guide/SKILL.md", heading: "What a sync is", says: "Untyped `state` does not compile" },
    prove: async () => {
      const block = (parameter: string): string => `const worker = new Worker();
const rows = worker.database("table", { type: "managed", initialTitle: "Rows", primaryKeyProperty: "ID", schema: { properties: { Name: Schema.title(), ID: Schema.richText() } } });
worker.sync("rows", { database: rows, execute: async (${parameter}) => ({ changes: [], hasMore: (state?.page ?? 1) < 3, nextState: { page: 2 } }) });
`;
      const blocks = ["state", "state: { page: number } | undefined"].map((parameter, index) => ({
        ...{ ...noBlock, place: `block ${index}` },
        text: block(parameter),
      }));
      const faults = await findTypeFaults(blocks);
      expect(faults.filter((fault) => fault.startsWith("block 0")).length).toBeGreaterThan(0);
      expect(faults.filter((fault) => fault.startsWith("block 1"))).toEqual([]);
    },
  },
  {
    statement: "more than about a hundred changes in one answer fail; hasMore requires a nextState",
    truth: "the SDK limits nothing and requires nothing; who relies on it finds out on Notion",
    ...{ page: "sync-validate/SKILL.md", heading: "The fourteen points", says: "The SDK has no limit" },
    prove: async () => {
      const changes = Array.from({ length: 5000 }, (_, index) => ({
        type: "upsert",
        key: index,
        properties: {},
      }));
      const output = await makeWorker({ changes, hasMore: true }).run(undefined);
      expect([output.changes.length, output.hasMore, output.nextUserContext]).toEqual([
        5000,
        true,
        undefined,
      ]);
    },
  },
  {
    statement: "a cursor that stays 10 to 60 s behind the clock loses nothing, also after an empty page",
    truth: "what shows up later waits for a full read; an overlap behind the newest change reads it again",
    ...{ page: "sync-guide/SKILL.md", heading: "Overlap, not buffer" },
    says: "A *buffer* keeps the cursor some seconds behind the clock",
    prove: async () => {
      const scenarios = ["late-1m", "late-after-empty-polls"];
      expect(await findingsIn(await startOf("late-changes-lost"), "demo.books", scenarios)).toContain("late");
    },
  },
  {
    statement: "times may be compared as text to find the later one",
    truth: "a time without fractions sorts behind the same time with them",
    ...{ page: "sync-guide/SKILL.md", heading: "State", says: "never as text" },
    prove: () => {
      const [plain, late] = ["2026-05-11T09:30:00Z", "2026-05-11T09:30:00.900Z"];
      expect(plain > late).toBe(true);
      expect(Date.parse(plain) > Date.parse(late)).toBe(false);
    },
  },
  {
    statement: "numbered pages are read to the page count that the API tells",
    truth:
      "a record that is deleted meanwhile moves another one onto a page that was read, and the sweep takes it",
    ...{ page: "sync-guide/SKILL.md", heading: "The end of a list" },
    says: "An order that can move (page numbers",
    prove: async () => {
      const source = `${import.meta.dirname}/../../evals/apis/roster.plan.yaml`;
      // The walk ends without six rows that nobody removed.
      expect(await findingsIn(byPageNumber, source, ["delete-while-walking"])).toContain("check");
    },
  },
  {
    statement: "what the list does not bring is deleted, and that is all a replace sync needs",
    truth: "so is everything, when an outage is answered with an empty list",
    ...{ page: "sync-guide/SKILL.md", heading: "The end of a list", says: "Refuse to end" },
    prove: async () => {
      const code = await startOf("rows-vanish-nightly");
      expect(await findingsIn(code, "demo.books", ["outage-answers-empty"])).toContain("falsely-deleted");
    },
  },
  {
    statement: "the backfill is triggered first, the delta takes over from there",
    truth:
      "what changes while the backfill reads falls between the two, unless the delta ran before or looks back",
    ...{ page: "sync-guide/SKILL.md", heading: "Order of first runs", says: "Delta first, once" },
    prove: async () => {
      const code = (await startOf("review-correct-code"))
        .replace("24 * 60 * 60_000", "0")
        .replace("10 * 60_000", "0");
      expect(await findingsIn(code, "demo.books", ["walk-before-delta"])).not.toEqual([]);
    },
  },
  {
    statement: "the size of the source decides: below a thousand records, replace",
    truth: "change tracking decides; a plan that replaces where changes can be asked for must say why",
    ...{
      page: "sync-guide/SKILL.md",
      heading: "Which architecture",
      says: "Change tracking decides, not size",
    },
    prove: async () => {
      const plan = (more: string): string =>
        `plan: 1\nname: small\nsource: { from: demo.books }\narchitecture: replace\n${more}`;
      const check = (text: string): Promise<string[]> => findPlanFaults({ ...noBlock, text });
      expect(await check(plan(""))).not.toEqual([]);
      expect(await check(plan("because: the list is short and must be whole after each run\n"))).toEqual([]);
    },
  },
  {
    statement: "a select without options, or with an empty name, is not supported",
    truth: "the SDK takes both; without options is how an open set is declared",
    ...{
      page: "sync-guide/properties.md",
      heading: "Traps of the builders",
      says: "`Schema.select([])` | accepted",
    },
    prove: () => {
      expect(() => Schema.select([])).not.toThrow();
      expect(() => Schema.select([{ name: "" }])).not.toThrow();
    },
  },
  {
    statement: "a place has latitude and longitude",
    truth: "the builder throws for these; its names are lat and lon",
    ...{
      page: "sync-guide/properties.md",
      heading: "Traps of the builders",
      says: "the names are `lat` and `lon`",
    },
    prove: () => {
      expect(() => Builder.place({ latitude: 1, longitude: 2 } as never)).toThrow("lat and lon");
      expect(() => Builder.place({ lat: 1, lon: 2 } as never)).not.toThrow();
    },
  },
  {
    statement: "Builder.dateTime takes an ISO time as it comes",
    truth: "it drops the zone: the same digits become the same cell, hours apart",
    ...{ page: "sync-guide/properties.md", heading: "Traps of the builders", says: "the offset is dropped" },
    prove: () => {
      const [zulu, east] = ["Z", "+05:00"].map((zone) => Builder.dateTime(`2024-01-15T10:30:00${zone}`));
      expect(east).toEqual(zulu);
      expect(JSON.stringify(Builder.dateTime("2024-01-15T05:30:00Z", "UTC"))).toContain("UTC");
    },
  },
  {
    statement: "each argument of Builder.multiSelect is one value",
    truth: "values are joined by a comma, so one that has a comma becomes two",
    ...{
      page: "sync-guide/properties.md",
      heading: "Traps of the builders",
      says: "two values: a comma splits",
    },
    prove: () => {
      expect(Builder.multiSelect("a,b")).toEqual(Builder.multiSelect("a", "b"));
    },
  },
  {
    statement: 'a client secret is read as process.env.SECRET ?? ""',
    truth: "the SDK takes the empty text, so the mistake is deployed and fails only when somebody signs in",
    ...{ page: "auth-guide/SKILL.md", heading: "Rules", says: 'Never `process.env.X ?? ""`' },
    prove: () => {
      expect(() => signIn("")).not.toThrow();
    },
  },
  {
    statement: "a sync with OAuth cannot be run on this machine",
    truth: "it can, once somebody signed in: the SDK reads the token from a variable with a known name",
    ...{ page: "auth-guide/SKILL.md", heading: "Trying it on this machine" },
    says: "OAUTH_476974487562_ACCESS_TOKEN",
    prove: async () => {
      const name = "OAUTH_476974487562_ACCESS_TOKEN";
      await expect(signIn("secret").accessToken()).rejects.toThrow(name);
      process.env[name] = "a token";
      await expect(signIn("secret").accessToken()).resolves.toBe("a token");
      Reflect.deleteProperty(process.env, name);
    },
  },
  {
    statement: "API keys reach the code through the environment",
    truth: "from SDK 0.8.11 on Notion can hold them and add them to requests, and the code never sees them",
    ...{
      page: "auth-guide/SKILL.md",
      heading: "Brokered, or from the environment",
      says: "can *broker* a secret",
    },
    prove: () => {
      expect("credential" in new Worker()).toBe(true);
      expect("credential" in new OldWorker()).toBe(false);
    },
  },
  {
    statement: "allowed-tools is a list in brackets, with any shell command in it",
    truth: "strict readers of skills take no list there; ours is a text, and names commands",
    ...{ page: "sync/SKILL.md", heading: "", says: "allowed-tools: Read Glob Grep Bash(npx create-sync *)" },
    prove: () => {
      const matter = (tools: string): string => `name: a\ndescription: b\nallowed-tools: ${tools}\n`;
      expect(findStrictFaults("a", matter('["Read", "Bash"]'))).toContain("a list or mapping in brackets");
      expect(findStrictFaults("a", matter("Read Bash(npx create-sync *)"))).toEqual([]);
    },
  },
  {
    statement: "a fix is verified with the command /sync-preview",
    truth: "there is no such skill, in the pack that says so or in ours",
    ...{
      page: "sync-debug/SKILL.md",
      heading: "5. Mend and prove",
      says: "npx create-sync run <key> --pages 3",
    },
    prove: async () => {
      const skills = await readSkills();
      expect(skills.map(({ folder }) => folder)).not.toContain("sync-preview");
    },
  },
];
