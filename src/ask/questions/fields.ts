import { isDeepStrictEqual } from "node:util";
import type { Plan } from "../../plan/schema.ts";
import type { Setting } from "../answers.ts";
import type { Asker, Choice } from "../asker.ts";
import type { EditFacts, Schema } from "../fields/edit.ts";
import { edits, type EditName } from "../fields/edits.ts";
import { fieldSettings } from "../fields/settings.ts";
import { sayFields } from "../fields/table.ts";
import type { Facts, LateQuestion } from "../question.ts";
import { settingOf } from "../setting.ts";

/** The properties of the database: a proposal that can be taken as it is or changed step by step. */
export const fieldsQuestion: LateQuestion = {
  stage: "late",
  field: "fields",
  title: "Properties",
  sets: ["fields", "database.primaryKey"],
  owns: ["fields", "database.primaryKey"],
  mark: "database.primaryKey",
  say: ({ fields, database }) => `${fields.length} (title ${titleOf(fields)}, key ${database.primaryKey})`,
  isAsked: () => true,
  ask: askFields,
};

type Action = EditName | "done" | "reset";

const menu: readonly Choice<Action>[] = [
  { value: "done", name: "Looks good" },
  { value: "choose", name: "Choose which ones to have" },
  { value: "rename", name: "Rename one" },
  { value: "retype", name: "Change the type of one" },
  { value: "move", name: "Move one" },
  { value: "title", name: "Choose the title", hint: "What people recognise a row by, and open it with." },
  {
    value: "key",
    name: "Choose the key",
    hint: "Notion finds a record's row by it, so it holds the record's id.",
  },
];

async function askFields(asker: Asker, facts: Facts): Promise<Setting[]> {
  const proposal = schemaOf(facts.proposed.complete.plan);
  let schema = schemaOf(facts.plan);
  for (;;) {
    asker.say(`\nProperties of "${facts.plan.database.title}", in the order people see them:\n`);
    asker.say(`${sayFields(withSchema(facts.plan, schema), facts.entry.sample)}\n`);
    const choices = isDeepStrictEqual(schema, proposal)
      ? menu
      : [...menu, { value: "reset" as const, name: "Back to the proposal" }];
    const action = await asker.select({ message: "These properties?", choices });
    if (action === "done") return settingsFor(schema, facts);
    schema = action === "reset" ? proposal : await edits[action](asker, schema, editFacts(proposal, facts));
  }
}

function editFacts(proposal: Schema, { plan: { source }, check }: Facts): EditFacts {
  return {
    proposal,
    record: source.record,
    id: source.list.id,
    check: ({ fields, key }) => check([...fieldSettings(proposal.fields, fields), keySetting(key)]),
  };
}

function schemaOf({ fields, database }: Plan): Schema {
  return { fields, key: database.primaryKey };
}

function withSchema(plan: Plan, { fields, key }: Schema): Plan {
  return { ...plan, fields: [...fields], database: { ...plan.database, primaryKey: key } };
}

/** What to set for a schema: what differs from the proposal, and the key, which is always said. */
async function settingsFor({ fields, key }: Schema, { proposed, prepare }: Facts): Promise<Setting[]> {
  const settings = fieldSettings(proposed.complete.plan.fields, fields);
  const found = (await prepare(settings))?.complete.plan.database.primaryKey;
  return [...settings, { ...keySetting(key), isProposal: found === key }];
}

function keySetting(key: string): Setting {
  return settingOf(["database", "primaryKey"], key);
}

function titleOf(fields: Plan["fields"]): string {
  return fields.find(({ type }) => type === "title")?.name ?? "none";
}
