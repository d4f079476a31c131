import { authUnit } from "../../generators/index.ts";
import { choicesOf, pathsOf, type Choices } from "../source/choices.ts";
import type { Field } from "../source/field-schema.ts";
import type { Plan } from "../plan/schema.ts";
import { changeField, printedAs } from "../source/changes-schema.ts";
import { isEvery, parsePath, pathNames } from "../source/path.ts";
import type { Condition } from "../source/schema.ts";
import { logOf } from "../source/told.ts";
import { plainPath, sampleRecord, valueAt, type DataRecord } from "./sample.ts";
import type { TestNode } from "./test-node.ts";
import { sampleDirectories } from "./test-lookups.ts";
import { apiShape } from "./test-shape.ts";
import type { Names } from "./types.ts";
import { withArticle } from "./words.ts";

/** The test file of a plan: which records it plays with, and what it expects of the rows. */
export function testNode(plan: Plan, names: Names, sample: unknown): TestNode {
  const full = sampleRecord(plan, sample);
  const { source, fields } = plan;
  const { one } = source.record;
  const idPath = pathNames(source.list.id) ?? [];
  const id = valueAt(full, idPath);
  const { partition, partitions: [first] = [] } = source;
  const prefix = first !== undefined && partition?.ids === "inside" ? `${first}:` : "";
  const title = fields.find((field) => field.type === "title");
  const titlePath = title && plainPath(title);
  const clearable = fields.filter((field) => isClearable(field, plan));
  const cleared = clearable.find(
    (field) => typeof field.from === "string" && plainPath(field) && isFilled(field, full),
  );
  const isPair = plan.architecture === "backfill-delta";
  const directories = sampleDirectories(plan, full);
  const api = apiShape(plan, isPair, directories);
  return {
    sampleWhy: `${capital(withArticle(one))} as ${source.product} sends it.`,
    shapeWhy:
      `How ${source.product} lists its ${source.record.many}, as far as the syncs rely on it.` +
      (api.isWhole ? " Its paging and its changes are played by `create-sync simulate`, not here." : ""),
    fullName: `a full ${one} fills every property`,
    emptyName: `${withArticle(one)} with nothing but its id clears every property`,
    cycleName: `a change, a cleared value and a deletion reach Notion`,
    full,
    idPath,
    id: String(id),
    prefix,
    key: prefix + String(id),
    rawId: typeof id === "number" ? id : String(id),
    ...belongs(source.where),
    otherIds: [2, 3, 4, 5].map((step) => (typeof id === "number" ? id + step : `${String(id)}-${step}`)),
    updatedPath:
      printedAs(source.changes) === "iso" ? (pathNames(changeField(source.changes) ?? "") ?? []) : [],
    title: title?.name ?? "",
    titlePath: titlePath ?? [],
    titleText: title && titlePath ? (shownText(title.from, full) ?? title.empty ?? "Untitled") : "",
    retitled: title && titlePath ? retitled(title.from, full) : "Another title",
    named: directories.flatMap(({ named }) => named),
    primaryKey: plan.database.primaryKey,
    filled: fields.filter((field) => isFilled(field, full)).map((field) => field.name),
    empties: clearable.map((field) => field.name),
    ...(cleared && { cleared: { property: cleared.name, path: plainPath(cleared) ?? [] } }),
    walk: isPair ? names.keys.backfill : names.keys.replace,
    ...(api.hasDelta && { delta: names.keys.delta }),
    keys: isPair ? [names.keys.backfill, names.keys.delta] : [names.keys.replace],
    pages: api.pages,
    sweeps: api.hasDelta && !("tombstone" in api.shape),
    sweepsWhy: `${logOf(source.deletes) ? "the log of deletions is not imitated" : "this API does not report deletions"}: the row waits for the next walk`,
    allowEmpty: plan.allowEmpty,
    settings: testSettings(plan),
    shape: api.shape,
  };
}

/** The text of the first choice that has one, which may be several values. */
function shownText(from: Choices, record: DataRecord): string | undefined {
  const texts = choicesOf(from).map((paths) =>
    paths
      .map((path) => String(valueAt(record, pathNames(path) ?? []) ?? "").trim())
      .filter((text) => text !== "")
      .join(" "),
  );
  return texts.find((text) => text !== "");
}

/** A title once the first value that makes it up is another one. */
function retitled(from: Choices, record: DataRecord): string {
  const [, ...others] = choicesOf(from)[0] ?? [];
  const rest = others.length === 0 ? undefined : shownText([others], record);
  return rest === undefined ? "Another title" : `Another title ${rest}`;
}

/** Placeholders for the settings a worker asks for at import or when it signs a request. */
function testSettings(plan: Plan): { [name: string]: string } {
  const { auth } = plan.source;
  const names = authUnit(auth.kind)
    .env(auth)
    .map(({ name }) => name);
  // The SDK derives the variable of an OAuth token from the provider's name (sdk-contract 6.2).
  if (auth.kind === "oauth-code")
    names.push(`OAUTH_${Buffer.from(auth.name, "utf8").toString("hex").toUpperCase()}_ACCESS_TOKEN`);
  return Object.fromEntries(names.map((name) => [name, "test"]));
}

/** What a record needs to pass the list's own filter. */
function belongs(where: Condition | undefined): Pick<TestNode, "belongs"> {
  if (!where || ("is" in where && where.is === "absent")) return {};
  return { belongs: { path: pathNames(where.field) ?? [], value: "equals" in where ? where.equals : true } };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Properties that a record without any value leaves empty: not the title, the key, a checkbox or what the test sets. */
function isClearable(field: Field, plan: Plan): boolean {
  const { list, changes } = plan.source;
  const kept = [list.id, changeField(changes) ?? list.id];
  return (
    field.type !== "title" &&
    field.type !== "checkbox" &&
    !pathsOf(field.from).some((path) => kept.includes(path))
  );
}

function isFilled(field: Field, record: DataRecord): boolean {
  return pathsOf(field.from).some((path) => {
    const steps = parsePath(path) ?? [];
    const split = steps.findIndex(isEvery);
    const value = valueAt(
      record,
      (split === -1 ? steps : steps.slice(0, split)).map((step) => ("name" in step ? step.name : 0)),
    );
    return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== "";
  });
}
