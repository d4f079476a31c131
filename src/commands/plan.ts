import { Problem } from "../problems/problem.ts";
import { prepare, sayAgain, type Answers } from "./plan-answers.ts";
import type { Context, Outcome } from "./types.ts";

/** Prints a complete plan with a comment for each choice; `custom` prints the skeleton for an API we do not know. */
export async function planTemplate(
  _context: Context,
  { source, param, set }: Answers & { source: string },
): Promise<Outcome> {
  const next = ["create-sync plan check <file>", "create-sync add <file>"];
  const { customPlan, planTemplate: print } = await import("../plan/load.ts");
  const { loadEntry } = await import("../source/load.ts");
  const answers = { params: param, set };
  const text = source === "custom" ? customPlan(answers) : await print(await loadEntry(source), answers);
  return { result: { source, plan: text }, text, next };
}

/** Checks a plan; its problems are thrown, each with line, path and what mends it. */
export async function planCheck(
  context: Context,
  { file, ...answers }: Answers & { file: string },
): Promise<Outcome> {
  const { plan } = (await prepare(context, file, answers)).complete;
  const { name, architecture, database, fields, source } = plan;
  const { syncKeys } = await import("../plan/names.ts");
  const next = [
    `create-sync plan explain ${sayAgain(file, answers)}`,
    `create-sync add ${sayAgain(file, answers)}`,
  ];
  return {
    result: {
      plan: name,
      source: source.from ?? null,
      architecture,
      database,
      pacer: plan.pacer,
      syncs: syncKeys(plan),
      fields: fields.length,
    },
    text: `${name}: ${architecture}, ${fields.length} properties in "${database.title}". Nothing to mend.`,
    next,
  };
}

/** Says in words what a plan does, remembers, guarantees and costs, for a number of rows (10,000 if not given). */
export async function planExplain(
  context: Context,
  options: Answers & { file: string; rows?: string },
): Promise<Outcome> {
  const { file, rows, ...answers } = options;
  const count = rows === undefined ? undefined : readRows(rows);
  const { complete } = await prepare(context, file, answers);
  const { explainPlan, printExplanation } = await import("../plan/explain.ts");
  const explanation = explainPlan(complete, count);
  return {
    result: { plan: complete.plan.name, ...explanation, reasons: Object.fromEntries(complete.reasons) },
    text: printExplanation(explanation),
    next: [`create-sync add ${sayAgain(file, answers)}`],
  };
}

/** Prints the JSON Schema of plan files, for editors. */
export async function planSchema(_context: Context): Promise<Outcome> {
  const { planSchemaJson } = await import("../plan/json-schema.ts");
  const schema = planSchemaJson();
  return { result: schema, text: JSON.stringify(schema, null, 2) };
}

function readRows(text: string): number {
  if (!/^\d{1,9}$/.test(text))
    throw new Problem("usage/invalid-value", { option: "--rows", value: text, expected: "a whole number" });
  return Number(text);
}
