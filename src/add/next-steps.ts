import { basename } from "node:path";
import { authUnit } from "../../generators/index.ts";
import { nameFromId, planPath } from "../plan/names.ts";
import type { Plan } from "../plan/schema.ts";
import { shellWord } from "../problems/shell-word.ts";
import { ownSkillNames } from "../project/skills.ts";
import type { Project } from "../project/types.ts";

/** Something to do after writing, in order; `command` is there if it is one. */
export type Step = { why: string; command?: string };

/** What the steps depend on: the folder the user must go to first, and whether packages are installed there. */
export type StepFacts = {
  folder?: string;
  installed: boolean;
  /** Which properties hold keys of rows of a catalogue source, by name. */
  relations?: Readonly<Record<string, string>>;
};

/** The way from generated code to rows in Notion, with exact commands in the right order. */
export function nextSteps(plan: Plan, project: Project, facts: StepFacts): Step[] {
  const deploy = [...deploySteps(plan, project), ...firstRuns(plan)];
  const local = [...localSteps(plan, project, facts), ...relationSteps(plan, project, facts)];
  return [...local, ...deploy, ...skillSteps(project)];
}

/** Ids that can be turned into relations, because the rows they are keys of are in this worker. */
function relationSteps(plan: Plan, { items }: Project, { relations = {} }: StepFacts): Step[] {
  const databases = new Set(items.flatMap(({ kind, key }) => (kind === "database" ? [key] : [])));
  const found = plan.fields.flatMap(({ name, type }) => {
    const source = Object.hasOwn(relations, name) ? relations[name] : undefined;
    const to = source === plan.source.from ? plan.database.key : nameFromId(source ?? "");
    const isThere = to === plan.database.key || databases.has(to);
    return type === "richText" && source !== undefined && isThere ? [{ name, to }] : [];
  });
  if (found.length === 0) return [];
  const set = found.flatMap(({ name, to }) => [`fields.${name}.type=relation`, `fields.${name}.to=${to}`]);
  const names = found.map(({ name, to }) => `${name} (${to})`).join(" and ");
  const flags = set.map((one) => `--set ${shellWord(one)}`).join(" ");
  return [
    {
      why: `If people should get from row to row: make relations of ${names}.`,
      command: `npx create-sync add ${planPath(plan.name)} ${flags} --force`,
    },
  ];
}

/** The step that brings the skills of coding agents into the project. */
export const installSkills: Step = {
  why: "If coding agents work on it: teach Claude Code and Codex about syncs.",
  command: "npx create-sync skills install",
};

function skillSteps({ skills }: Project): Step[] {
  return skills.some(({ name }) => ownSkillNames.includes(name)) ? [] : [installSkills];
}

function localSteps(plan: Plan, project: Project, facts: StepFacts): Step[] {
  const { auth } = plan.source;
  const names = authUnit(auth.kind)
    .env(auth)
    .map(({ name }) => name);
  const empty = names.filter((name) => !project.env.names.includes(name));
  const key = plan.architecture === "replace" ? `${plan.name}Sync` : `${plan.name}Backfill`;
  return [
    ...(facts.folder === undefined
      ? []
      : [{ why: "Go to the new worker.", command: `cd ${shellWord(facts.folder)}` }]),
    ...(facts.installed ? [] : [{ why: "Install its packages.", command: "npm install" }]),
    {
      why: "Run the generated test; it needs no account.",
      command: `npx tsx --test test/${plan.name}.test.ts`,
    },
    ...(empty.length === 0 ? [] : [{ why: `Fill in ${empty.join(" and ")} in .env.${whereFrom(plan)}` }]),
    // The demo API only answers while the demo runs; an OAuth token comes with the deployed worker.
    ...(auth.kind === "oauth-code" || plan.source.from === "demo.books"
      ? []
      : [
          {
            why: "See the first rows on this machine; nothing is written to Notion.",
            command: `npx create-sync run ${key}`,
          },
        ]),
  ];
}

function whereFrom({ source: { auth } }: Plan): string {
  if (auth.kind === "none") return "";
  const help = auth.help === undefined ? "" : ` You get it at ${auth.help}`;
  return `${help}${auth.needs === undefined ? "" : ` (${auth.needs})`}`;
}

function deploySteps(plan: Plan, project: Project): Step[] {
  const { auth } = plan.source;
  if (auth.kind === "none") return [{ why: "Deploy.", command: "ntn workers deploy" }];
  if (auth.kind !== "oauth-code") {
    return [
      { why: "Deploy.", command: "ntn workers deploy" },
      { why: "Give the deployed worker its secrets.", command: "ntn workers env push" },
    ];
  }
  const oauthKey = `${plan.pacer.replace(/Api$/, "") || plan.pacer}Auth`;
  return [
    // The client id and secret are read while the worker loads, so they must be there before the first deploy.
    {
      why: "Make the worker on Notion without deploying it.",
      command: `ntn workers create --name ${shellWord(project.packageName ?? basename(project.root))}`,
    },
    {
      why: "Give it the client id and secret; loading the worker needs them.",
      command: "ntn workers env push",
    },
    { why: "Deploy.", command: "ntn workers deploy" },
    {
      why: `Enter this redirect URL in your ${auth.name} OAuth app.`,
      command: "ntn workers oauth show-redirect-url",
    },
    { why: "Sign in.", command: `ntn workers oauth start ${oauthKey}` },
  ];
}

/** The delta runs first: what changes while the backfill reads must not fall between the two. */
function firstRuns({ name, architecture }: Plan): Step[] {
  const status = {
    why: "Watch it (the sync commands are in the ntn from ntn.dev, not in npm's 0.4.0).",
    command: "ntn workers sync status",
  };
  if (architecture === "replace")
    return [{ why: "Load the rows now.", command: `ntn workers sync trigger ${name}Sync` }, status];
  return [
    {
      why: "Start the delta before the backfill, so that no change falls between them.",
      command: `ntn workers sync trigger ${name}Delta`,
    },
    {
      why: "When the delta has run once, load everything.",
      command: `ntn workers sync trigger ${name}Backfill`,
    },
    status,
  ];
}
