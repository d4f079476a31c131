import { entry } from "../entry.ts";

export const addProblems = {
  "add/plan-changed": entry<{ name: string; place: string; changed: string[] }>({
    exit: 4,
    message: ({ name, place, changed }) =>
      `Expected the plan that made ${name} (its sync is at ${place}), but this one differs: ${changed.join("; ")}. ` +
      `Code that is there is only changed when you say so.`,
    fix: () =>
      "See what would change with `--force --dry-run`, then run it with `--force`: parts that nobody edited are replaced, edited ones are refused. " +
      "Or add it beside the old one with `--set name=…`.",
  }),
  "add/shared": entry<{ name: string; parts: string[] }>({
    exit: 4,
    message: ({ name, parts }) =>
      `Expected the ${parts.join(", ")} to serve ${name} alone, but other code in the worker uses it too and would change with it. Nothing was written.`,
    fix: () =>
      "Give this plan its own with `--set pacer=…` under another `--set name=…`, or make the change by hand.",
  }),
  "add/no-database": entry<{ name: string; to: string; known: string; near?: string | undefined }>({
    exit: 4,
    message: ({ name, to, known }) =>
      `Expected a database "${to}" in this worker, to which "${name}" can lead; ${known === "" ? "it has none" : `it has ${known}`}.`,
    fix: ({ near }) =>
      near
        ? `Did you mean ${near}?`
        : "Add the plan that fills that database first, or make the property a richText.",
  }),
  "add/edited": entry<{ name: string; parts: string[] }>({
    exit: 4,
    message: ({ name, parts }) =>
      `Expected the code of ${name} as its plan made it, but parts that would have to change were edited: ${parts.join(", ")}. Nothing was written.`,
    fix: ({ name }) =>
      `Make the change in those parts by hand and write it into syncs/${name}.plan.yaml too; or delete them, so that they are written anew.`,
  }),
};
