import { Problem, throwAll } from "../problems/problem.ts";
import type { SourceEntry } from "../source/entry.ts";
import { completeSchedule } from "./complete-schedule.ts";
import { locateByPath, type Locate } from "./document.ts";
import type { Field } from "../source/field-schema.ts";
import { pacerFromProduct, titleFromName } from "./names.ts";
import { factQuestion } from "./questions.ts";
import { fillInto, type Fill, type Reasoned } from "./reasons.ts";
import { resolveSource } from "./resolve.ts";
import type { Architecture, CompletePlan, Plan, PlanInput } from "./schema.ts";

/**
 * Fills in everything a plan leaves open, each with its reason in words. Throws the problems of its source, all at
 * once. What it gives is complete, but not yet fit to be built: that is for `checkPlan`.
 */
export function completePlan(
  input: PlanInput,
  entry: SourceEntry | undefined,
  locate: Locate = locateByPath,
): CompletePlan {
  const source = resolveSource(input.source, entry, locate);
  const fields = input.fields ?? entry?.fields;
  const missing = fields ? [] : [missingFields(locate)];
  throwAll([...source.problems, ...missing]);
  if (!source.value || !fields) throw new Error("a plan without source or fields has no problem");

  const reasons = new Map<string, string>();
  const fill = fillInto(reasons);
  const placed = fields.map((field) => withParams(field, source.value?.params ?? {}));
  const filledFields = fillFields(placed, fill, input.fields === undefined);
  const architecture = fill("architecture", input.architecture, recommendArchitecture(source.value));
  const draft = { name: input.name, source: source.value, architecture, fields: filledFields };
  const database = completeDatabase(draft, { input, entry, fill });
  const { product } = source.value;
  if (input.source.auth === undefined) reasons.set("source.auth", sayAuthChoice(source.value.auth, entry));
  const plan: Plan = {
    ...draft,
    ...(input.because !== undefined && { because: input.because }),
    allowEmpty: fill("allowEmpty", input.allowEmpty, [
      false,
      "An empty answer is more often a lost permission than an empty source.",
    ]),
    schedule: completeSchedule({ input, entry, source: source.value }, fill),
    database,
    pacer: fill("pacer", input.pacer, [
      pacerFromProduct(product, input.name),
      `One pacer for every sync that calls ${product}.`,
    ]),
  };
  return { plan, reasons };
}

/** The architecture that suits a source, and why: reading less where the API can say what changed. */
export function recommendArchitecture({ changes, product, record }: Plan["source"]): Reasoned<Architecture> {
  if (changes.kind === "rolling-window")
    return [
      "backfill-delta",
      `${product} does not say which ${record.many} changed, but lists those of a span of time: these are read often, all of them now and then.`,
    ];
  return changes.kind === "none"
    ? ["replace", `${product} cannot be asked which ${record.many} changed, so each run reads all of them.`]
    : ["backfill-delta", `${product} can be asked which ${record.many} changed, so only those are read.`];
}

type Draft = Pick<Plan, "name" | "source" | "architecture" | "fields">;
type DatabaseContext = { input: PlanInput; entry: SourceEntry | undefined; fill: Fill };

function completeDatabase(draft: Draft, { input, entry, fill }: DatabaseContext): Plan["database"] {
  const given = input.database ?? {};
  const title = entry?.database.title ?? titleFromName(draft.name);
  const icon = given.icon ?? entry?.database.icon;
  if (given.icon === undefined && icon !== undefined)
    fill("database.icon", given.icon, [icon, "From the catalogue."]);
  return {
    key: fill("database.key", given.key, [draft.name, "The name of the plan."]),
    title: fill("database.title", given.title, [title, "What people see above the table."]),
    primaryKey: fill("database.primaryKey", given.primaryKey, [
      findKeyField(draft, entry)?.name ?? entry?.database.primaryKey ?? "ID",
      "Holds the id, by which Notion finds a record's row again.",
    ]),
    ...(icon !== undefined && { icon }),
  };
}

/** The field that holds the id: the catalogue's if it is still there, else the one a person renamed it to. */
function findKeyField({ fields, source }: Draft, entry: SourceEntry | undefined): Field | undefined {
  const holdsId = (field: Field) => field.type === "richText" && field.from === source.list.id;
  return (
    fields.find((field) => holdsId(field) && field.name === entry?.database.primaryKey) ??
    fields.find(holdsId)
  );
}

/** Puts the parameters into a field's template, such as the tenant into the address of a record. */
function withParams(field: Field, params: Readonly<Record<string, string>>): Field {
  if (field.template === undefined) return field;
  const template = field.template.replaceAll(/\{([A-Za-z]\w*)\}/g, (whole, name: string) =>
    Object.hasOwn(params, name) ? (params[name] ?? whole) : whole,
  );
  return { ...field, template };
}

function fillFields(fields: readonly Field[], fill: Fill, isProposal: boolean): Field[] {
  if (isProposal)
    fill("fields", undefined, [fields, "What the catalogue proposes, in the order people should see it."]);
  return fields.map((field, index) => {
    if (field.type !== "title" || field.empty !== undefined) return field;
    return {
      ...field,
      empty: fill(`fields[${index}].empty`, undefined, ["Untitled", "A row needs a title to be opened by."]),
    };
  });
}

function sayAuthChoice(auth: Plan["source"]["auth"], entry: SourceEntry | undefined): string {
  const others = (entry?.auth ?? []).map((each) => each.kind).filter((kind) => kind !== auth.kind);
  const label = "label" in auth && auth.label !== undefined ? auth.label : auth.kind;
  return `The simplest way to sign in: ${label}.${others.length > 0 ? ` Also possible: ${others.join(", ")}.` : ""}`;
}

/** What to say of a plan whose properties nobody gives. */
export function missingFields(locate: Locate): Problem {
  const question = factQuestion("fields") ?? { ask: "", example: "" };
  return new Problem(
    "plan/missing-fact",
    { field: "fields", expected: "a list of properties", ...question },
    locate(["fields"]),
  );
}
