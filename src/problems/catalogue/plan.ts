import { entry } from "../entry.ts";
import { planCheckProblems } from "./plan-check.ts";
import { planFieldProblems } from "./plan-field.ts";
import { planLookupProblems } from "./plan-lookup.ts";
import { planSourceProblems } from "./plan-source.ts";
import { planDeletesProblems } from "./plan-deletes.ts";
import { planToldProblems } from "./plan-told.ts";

type None = Record<string, never>;
type Near = { near?: string | undefined };

export const planProblems = {
  ...planSourceProblems,
  ...planCheckProblems,
  ...planFieldProblems,
  ...planDeletesProblems,
  ...planLookupProblems,
  ...planToldProblems,
  "plan/file-missing": entry<{ file: string; near?: string | undefined }>({
    exit: 2,
    message: ({ file }) => `Unknown plan: there is no file ${file}.`,
    fix: ({ near }) =>
      near
        ? `Did you mean the catalogue's ${near}?`
        : "List the catalogue with `create-sync sources`, or give the path of a plan file.",
  }),
  "plan/file-unreadable": entry<{ file: string; detail: string }>({
    exit: 2,
    message: ({ file, detail }) => `Invalid plan: ${file} cannot be read (${detail}).`,
    fix: ({ file }) => `Make ${file} a readable UTF-8 file.`,
  }),
  "plan/too-large": entry<{ what: string }>({
    exit: 2,
    message: ({ what }) => `Too large: a plan has at most ${what}.`,
    fix: () => "Keep the facts and fields of one resource in a plan.",
  }),
  "plan/too-deep": entry<None>({
    exit: 2,
    message: () => "Too deep: a plan is not nested that far.",
    fix: () => "Compare it with `create-sync plan template custom`.",
  }),
  "plan/syntax": entry<{ detail: string }>({
    exit: 2,
    message: ({ detail }) => `Invalid YAML: ${detail.replace(/[.:]?$/, ".")}`,
    fix: () => "Mend this line; put text with : # or brackets in quotes.",
  }),
  "plan/tab": entry<None>({
    exit: 2,
    message: () => "Expected spaces at the start of the line, found a tab: YAML does not take tabs there.",
    fix: () => "Indent with two spaces.",
  }),
  "plan/duplicate-key": entry<{ name: string }>({
    exit: 2,
    message: ({ name }) => `Expected "${name}" once in this mapping: one of the two values would be lost.`,
    fix: () => "Remove one of them.",
  }),
  "plan/forbidden-yaml": entry<{ what: string }>({
    exit: 2,
    message: ({ what }) => `Expected plain values, found ${what}: a plan shows every value where it is used.`,
    fix: () => "Write the value out here.",
  }),
  "plan/blank-left": entry<{ field: string; blank: string; ask?: string | undefined }>({
    exit: 2,
    message: ({ field, blank }) => `Missing answer: ${field} still says "${blank}".`,
    fix: ({ ask }) => (ask ? `Answer: ${ask}` : "Write the value in its place."),
  }),
  "plan/missing-field": entry<{ field: string; expected: string }>({
    exit: 2,
    message: ({ field, expected }) => `Missing ${field}: expected ${expected}.`,
    fix: ({ field }) => `Add ${field}.`,
  }),
  "plan/missing-fact": entry<{ field: string; expected: string; ask: string; example: string }>({
    exit: 2,
    message: ({ field, ask }) => `Missing ${field}, which no catalogue entry gives here. ${ask}`,
    fix: ({ example }) => `Add it, for example \`${example}\`.`,
  }),
  "plan/unexpected-value": entry<{
    field: string;
    expected: string;
    found: string;
    mend?: string | undefined;
  }>({
    exit: 2,
    message: ({ field, expected, found }) =>
      `Expected ${expected} in ${field || "the plan"}, found ${found}.`,
    fix: ({ mend, expected }) => (mend ? `Write ${mend}.` : `Write ${expected}.`),
  }),
  "plan/unknown-field": entry<{ field: string; known: string } & Near>({
    exit: 2,
    message: ({ field }) => `Unknown field "${field}".`,
    fix: ({ near, known }) => (near ? `Did you mean ${near}?` : `Remove it; known here: ${known}.`),
  }),
  "plan/set-syntax": entry<{ text: string }>({
    exit: 2,
    message: ({ text }) => `Expected path=value in --set ${text}.`,
    fix: () =>
      "Write it like `--set schedule.delta=15m` or `--set 'fields.Status.options=[Open, Closed]'`; text that begins with a bracket goes in quotes.",
  }),
  "plan/set-path": entry<{ path: string }>({
    exit: 2,
    message: ({ path }) => `Unknown place ${path}: the plan has no list item or mapping there.`,
    fix: () =>
      "Name fields as the plan does (`fields.Status.type`), or count them from 0 (`fields[2].type`).",
  }),
  "plan/param-syntax": entry<{ text: string }>({
    exit: 2,
    message: ({ text }) => `Expected name=value in --param ${text}.`,
    fix: () => "Write it like `--param repository=octo-org/app`.",
  }),
};
