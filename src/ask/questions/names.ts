import { chooseNames } from "../../model/names.ts";
import { findExisting } from "../../model/existing.ts";
import { pascalCase } from "../../model/words.ts";
import { derivedKeys, pacerFromProduct } from "../../plan/names.ts";
import type { Plan } from "../../plan/schema.ts";
import type { Project } from "../../project/types.ts";
import type { Facts, LateQuestion } from "../question.ts";
import { settingOf } from "../setting.ts";

/** The name everything is derived from. It only comes up when the worker has something of that name already. */
export const nameQuestion: LateQuestion = {
  stage: "late",
  field: "name",
  title: "Name in the code",
  sets: ["name", "database.key"],
  owns: ["name", "database.key"],
  say: (plan) => plan.name,
  isAsked: () => false,
  fault: ({ plan, project }) => takenBy(plan, project),
  ask: async (asker, { plan, project, check, ...facts }) => {
    const isTaken = takenBy(plan, project) !== undefined;
    const name = await asker.input({
      message: "Name of this sync in the code:",
      proposal: isTaken ? freeName(plan, { ...facts, project }) : plan.name,
      check: async (text) =>
        (await check([settingOf(["name"], text)])) ?? takenBy(renamed(plan, text), project),
    });
    return [settingOf(["name"], name)];
  },
};

/** What people see above the table. Worth a question when the worker has a database like it already. */
export const titleQuestion: LateQuestion = {
  stage: "late",
  field: "database.title",
  title: "Title of the database",
  sets: ["database.title"],
  owns: ["database.title", "database.icon"],
  say: (plan) => plan.database.title,
  isAsked: ({ answers }) => answers.some(({ field }) => field === "name"),
  ask: async (asker, { plan, check }) => {
    const title = await asker.input({
      message: "Title of the database in Notion:",
      proposal: plan.database.title,
      check: (text) => check([settingOf(["database", "title"], text)]),
    });
    return [settingOf(["database", "title"], title)];
  },
};

/** The pacer that everything of one product shares. It only comes up when something else has its name. */
export const pacerQuestion: LateQuestion = {
  stage: "late",
  field: "pacer",
  title: "Name of the pacer",
  sets: ["pacer"],
  owns: ["pacer"],
  say: ({ pacer, source, name }) => (pacer === pacerFromProduct(source.product, name) ? undefined : pacer),
  isAsked: () => false,
  ask: async (asker, { plan, check }) => {
    const pacer = await asker.input({
      message: `Name of what paces the requests to ${plan.source.product}, in the code:`,
      proposal: `${plan.name}Api`,
      check: (text) => check([settingOf(["pacer"], text)]),
    });
    return [settingOf(["pacer"], pacer)];
  },
};

/** Says what stands in the way of a plan's name; undefined if nothing does. */
function takenBy(plan: Plan, project: Project): string | undefined {
  const keys = new Set(ownKeys(plan));
  const item = project.items.find(({ key }) => keys.has(key));
  if (item)
    return `The name ${plan.name} is taken: ${item.kind} "${item.key}" is at ${item.file}:${item.line}.`;
  const file = `syncs/${plan.name}.plan.yaml`;
  if (project.plans.includes(file)) return `The name ${plan.name} is taken: ${file} is there already.`;
  const { workerFile } = project;
  const names = workerFile ? ownNames(plan, findExisting(plan, workerFile, project)) : new Set<string>();
  const declared = workerFile?.names.find(({ name }) => names.has(name));
  return (
    declared &&
    `The name ${plan.name} is taken: \`${declared.name}\` is at ${workerFile?.path}:${declared.line}.`
  );
}

/** The keys that belong to this plan alone; pacer and sign-in are shared with its siblings on purpose. */
function ownKeys(plan: Plan): string[] {
  return [...derivedKeys(plan)].flatMap(([role, key]) =>
    role.startsWith("pacer") || role === "sign-in" ? [] : [key],
  );
}

/** What the generated code of this plan alone would declare. */
function ownNames(plan: Plan, existing: Parameters<typeof chooseNames>[1]): Set<string> {
  const { properties, recordType, toChange, isGone, latest, list, changed, overlap } = chooseNames(
    plan,
    existing,
  );
  return new Set([
    plan.database.key,
    properties,
    recordType,
    toChange,
    isGone,
    latest,
    list,
    changed,
    overlap,
  ]);
}

function renamed(plan: Plan, name: string): Plan {
  return { ...plan, name, database: { ...plan.database, key: name } };
}

/** A name that is free: with the last word of a parameter if that tells the two apart, else with a number. */
function freeName(plan: Plan, { entry, project }: Pick<Facts, "entry" | "project">): string {
  const telling = Object.entries(plan.source.params).filter(
    ([name]) => entry.params[name]?.default === undefined,
  );
  const words = telling
    .map(([, value]) => pascalCase(value.split("/").at(-1) ?? ""))
    .filter((word) => word !== "");
  const numbers = Array.from({ length: 98 }, (_, index) => String(index + 2));
  const names = [...words, ...numbers].map((end) => `${plan.name.slice(0, 40)}${end}`.slice(0, 49));
  return names.find((name) => takenBy(renamed(plan, name), project) === undefined) ?? `${plan.name}Again`;
}
