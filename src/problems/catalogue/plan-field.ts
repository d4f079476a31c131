import { entry } from "../entry.ts";

type None = Record<string, never>;

/** What the gate says of the properties. */
export const planFieldProblems = {
  "plan/no-title": entry<None>({
    exit: 2,
    message: () =>
      "Missing title: a Notion database has exactly one property of type title, and fields has none.",
    fix: () => "Give the field people recognise a record by `type: title`.",
  }),
  "plan/two-titles": entry<{ names: string }>({
    exit: 2,
    message: ({ names }) => `Expected one property of type title, found several: ${names}.`,
    fix: () => "Make all but one richText.",
  }),
  "plan/key-unknown": entry<{ primaryKey: string; id: string; near?: string | undefined }>({
    exit: 2,
    message: ({ primaryKey }) =>
      `Expected database.primaryKey to name one of the fields; there is no "${primaryKey}".`,
    fix: ({ primaryKey, id, near }) =>
      near
        ? `Did you mean ${near}?`
        : `Add \`- { name: ${primaryKey}, type: richText, from: ${id} }\` to fields.`,
  }),
  "plan/key-type": entry<{ primaryKey: string; type: string; id: string }>({
    exit: 2,
    message: ({ primaryKey, type }) =>
      `Expected richText for the primary key "${primaryKey}", found ${type}: Notion compares keys as text${type === "title" ? ", and people rename titles" : ""}.`,
    fix: ({ id }) => `Give the id a property of its own: \`{ name: …, type: richText, from: ${id} }\`.`,
  }),
  "plan/key-source": entry<{ primaryKey: string; id: string }>({
    exit: 2,
    message: ({ primaryKey, id }) =>
      `Expected the primary key "${primaryKey}" to come from ${id} (source.list.id): a value that can change, repeat or be empty would merge or lose rows.`,
    fix: ({ id }) => `Write \`from: ${id}\` and no transform.`,
  }),
  "plan/relation-to": entry<{ name: string }>({
    exit: 2,
    message: ({ name }) => `Missing to for "${name}": nobody knows which rows the relation leads to.`,
    fix: () => "Write `to:` with the key of a database in the worker; `create-sync inspect` lists them.",
  }),
  "plan/field-blank": entry<None>({
    exit: 2,
    message: () => "Expected a name for the property, found blanks.",
    fix: () => "Write what people should read above the column.",
  }),
  "plan/field-twice": entry<{ name: string; other: string }>({
    exit: 2,
    message: ({ name, other }) =>
      `Expected different names, but "${name}" is the same as ${other} (capitals and blanks at the ends do not count).`,
    fix: () => "Rename one of the two.",
  }),
  "plan/field-spaces": entry<{ name: string }>({
    exit: 2,
    message: ({ name }) => `Expected no blanks at the ends of the name "${name}".`,
    fix: ({ name }) => `Write "${name.trim()}".`,
  }),
  "plan/transform-misfit": entry<{ name: string; type: string; transform: string; fits: string }>({
    exit: 2,
    message: ({ name, type, transform, fits }) =>
      `Expected ${fits} for the transform ${transform}, but "${name}" is of type ${type}.`,
    fix: () => "Change the type or remove the transform.",
  }),
  "plan/list-choice": entry<{ name: string }>({
    exit: 2,
    message: ({ name }) =>
      `Expected one path for "${name}", because it leads to a list: an empty list is a value too, so a second choice would never be taken.`,
    fix: () => "Keep the path that leads to the list you want.",
  }),
  "plan/list-nested": entry<{ name: string; path: string }>({
    exit: 2,
    message: ({ name, path }) =>
      `Expected one list of the record for "${name}", found ${path}: lists within lists are not collected.`,
    fix: () => "Write a path with one [] behind a name, or leave the property out.",
  }),
  "plan/list-expected": entry<{ name: string; what: string; path: string }>({
    exit: 2,
    message: ({ name, what, path }) =>
      `Expected a path with [] for "${name}", because ${what} takes a list; found ${path}.`,
    fix: ({ path }) => `Write "${path}[]" or "${path}[].name".`,
  }),
  "plan/list-unexpected": entry<{ name: string; type: string; path: string }>({
    exit: 2,
    message: ({ name, type, path }) =>
      `Expected one value for "${name}", because ${type} holds one; ${path} gives several.`,
    fix: () => "Make it a multiSelect, a richText (joined), or a number with `transform: count`.",
  }),
  "plan/extra-misfit": entry<{ name: string; type: string; extra: string; types: string }>({
    exit: 2,
    message: ({ name, type, extra, types }) =>
      `Expected ${extra} only for ${types}, but "${name}" is of type ${type}.`,
    fix: ({ extra }) => `Remove ${extra} or change the type.`,
  }),
  "plan/select-empty": entry<{ name: string; type: string }>({
    exit: 2,
    message: ({ name, type }) =>
      `Missing options: "${name}" is a ${type} and says neither which options there are nor that any may come.`,
    fix: () => "Add `options: [...]` or `labels: {...}`, or `open: true` if the source can bring anything.",
  }),
  "plan/option-spaces": entry<{ name: string; option: string }>({
    exit: 2,
    message: ({ name, option }) =>
      `Expected no blanks at the ends of the option "${option}" of "${name}": values arrive without them.`,
    fix: ({ option }) => (option.trim() === "" ? "Remove it." : `Write "${option.trim()}".`),
  }),
  "plan/option-twice": entry<{ name: string; option: string }>({
    exit: 2,
    message: ({ name, option }) => `Expected the option "${option}" of "${name}" once.`,
    fix: () => "Remove one of the two.",
  }),
  "plan/label-unlisted": entry<{ name: string; label: string }>({
    exit: 2,
    message: ({ name, label }) =>
      `Expected the label "${label}" of "${name}" among its options: a value the database does not know is refused.`,
    fix: () => "Add it to options, leave options out, or write `open: true`.",
  }),
};
