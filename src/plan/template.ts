import type { SourceEntry } from "../source/entry.ts";
import { unusedTimes } from "./complete-schedule.ts";
import { parsePlan, type PlanDocument } from "./document.ts";
import { inlineYaml } from "./inline.ts";
import { isMapping } from "./merge.ts";
import { nameFromId } from "./names.ts";
import type { CompletePlan, Plan } from "./schema.ts";
import { wrapText } from "../source/wrap.ts";

/** The least a plan of a catalogue source can say; answers are put into it before the rest is filled in. */
export function startDocument(entry: SourceEntry): PlanDocument {
  const fields = entry.fields.map((field) => `  - ${inlineYaml(field)}\n`).join("");
  return parsePlan(
    `plan: 1\nname: ${nameFromId(entry.id)}\nsource:\n  from: ${entry.id}\nfields:\n${fields}`,
  );
}

/** What a template is printed from: the completed plan, what was asked for, and parameters that are still open. */
export type TemplateParts = {
  complete: CompletePlan;
  entry: SourceEntry;
  document: PlanDocument;
  open: readonly string[];
};

/**
 * A complete plan as commented YAML: every field with its value, and the reason above each that nobody chose. Facts
 * of the API are not repeated. Reads back as the same plan.
 */
export function printTemplate({ complete, entry, document, open }: TemplateParts): string {
  const { plan, reasons } = complete;
  const { schedule, database, source } = plan;
  const line = (name: string, path: string, value: unknown) =>
    commented(reasons.get(path), `${name}: ${inlineYaml(value)}`);
  const isPair = plan.architecture === "backfill-delta";
  const times: (readonly [string, unknown])[] = isPair
    ? [
        ["delta", schedule.delta],
        ["backfill", schedule.backfill],
        ...(
          [
            ["overlap", sayMs(schedule.overlapMs)],
            ["lookback", sayMs(schedule.lookbackMs)],
          ] as const
        ).filter(([name]) => !unusedTimes(source.changes).includes(name)),
      ]
    : [["replace", schedule.replace]];
  const rows = Object.entries(database).map(([name, value]) => line(name, `database.${name}`, value));
  return [
    ...comment(`${entry.title}: ${entry.summary}`),
    ...comment(
      "Check it with `create-sync plan check`, see what it does with `plan explain`, build it with `create-sync add <this file>`.",
    ),
    "plan: 1",
    ...commented("Every key in the worker is derived from it.", `name: ${plan.name}`),
    "",
    ...sourceLines({ plan, entry, document, open, reason: reasons.get("source.auth") }),
    "",
    ...line("architecture", "architecture", plan.architecture),
    ...(plan.because === undefined ? [] : [`because: ${inlineYaml(plan.because)}`]),
    ...line("allowEmpty", "allowEmpty", plan.allowEmpty),
    "",
    "schedule:",
    ...times.flatMap(([name, value]) => line(name, `schedule.${name}`, value).map(indent)),
    "",
    "database:",
    ...rows.flat().map(indent),
    ...line("pacer", "pacer", plan.pacer),
    "",
    ...comment(
      `In the order people should see them. from: where the value is in ${article(source.record.one)}; [] collects from a list.`,
    ),
    "fields:",
    ...plan.fields.map((field) => `  - ${inlineYaml(field)}`),
    "",
  ].join("\n");
}

type SourceParts = Omit<TemplateParts, "complete"> & { plan: Plan; reason: string | undefined };

function sourceLines({ plan, entry, document, open, reason }: SourceParts): string[] {
  const { value } = document;
  const given = isMapping(value) && isMapping(value["source"]) ? value["source"] : {};
  const overrides = Object.entries(given).filter(([name]) => !["from", "params", "auth"].includes(name));
  const params = Object.entries(plan.source.params).map(([name, each]) => {
    const { label = name, hint = "", example = each } = entry.params[name] ?? {};
    const shown = open.includes(name) ? `<fill in ${label.toLowerCase()} like ${example}>` : inlineYaml(each);
    return commented(hint === "" ? `${label}.` : `${label}: ${hint}.`, `${name}: ${shown}`);
  });
  const auth = isMapping(given["auth"]) ? given["auth"] : { kind: plan.source.auth.kind };
  return [
    "source:",
    ...commented(
      `Any fact of the catalogue can be overridden beside it, such as \`rate\` or \`changes: { lag: 15m }\`; see \`create-sync sources show ${entry.id}\`.`,
      `from: ${entry.id}`,
    ).map(indent),
    ...(params.length > 0 ? ["  params:", ...params.flat().map(indent).map(indent)] : []),
    ...commented(reason, `auth: ${inlineYaml(auth)}`).map(indent),
    ...overrides.map(([name, each]) => `  ${inlineYaml(name)}: ${inlineYaml(each)}`),
  ];
}

function commented(reason: string | undefined, line: string): string[] {
  return reason === undefined ? [line] : [...comment(reason), line];
}

function comment(text: string): string[] {
  return wrapText(text, 100).map((line) => `# ${line}`);
}

function indent(line: string): string {
  return `  ${line}`;
}

function article(word: string): string {
  return `${/^[aeiou]/i.test(word) ? "an" : "a"} ${word}`;
}

/** Milliseconds as a plan writes them: `600000` → `10m`. */
function sayMs(ms: number): string {
  const units: [string, number][] = [
    ["d", 86_400_000],
    ["h", 3_600_000],
    ["m", 60_000],
    ["s", 1000],
  ];
  const [unit, size] = units.find(([, each]) => ms % each === 0 && ms >= each) ?? ["s", 1000];
  return `${ms / size}${unit}`;
}
