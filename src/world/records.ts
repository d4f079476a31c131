import { sampleRecord, valueAt } from "../model/sample.ts";
import type { Plan } from "../plan/schema.ts";
import { pathNames } from "../source/path.ts";
import { drawOf, type Moment } from "./draw.ts";
import { pathsOf } from "../source/choices.ts";
import { idsFor } from "./directories.ts";
import { isRecord } from "./nested.ts";
import { assigned, emptied, hiddenPaths, propertiesOf, type Property } from "./properties.ts";
import { build, dropFrom, itemOf, memberOf, shapeOf, type Shape } from "./shape.ts";
import type { ChangeOptions, DataRecord } from "./types.ts";

/** What a change is made of: the version, its own stream of numbers, and what the scenario asked for. */
export type Making = { moment: Moment; random: () => number; options: ChangeOptions };

/** Makes the values of a source's records. */
export type RecordMaker = {
  create(making: Making): DataRecord;
  /** The values after an edit: the title and some others are new, what was emptied stays so unless it is drawn again. */
  edit(before: DataRecord, making: Making): DataRecord;
};

const emptyAtFirst = 0.12;
const emptyAtEdit = 0.08;
const changedAtEdit = 0.3;

/** Prepares the making of records that look like the sample and hold what the plan reads. */
export function createRecordMaker(plan: Plan, sample: unknown): RecordMaker {
  const { where } = plan.source;
  const fixed = where === undefined ? [] : [pathNames(where.field) ?? []];
  const properties = propertiesOf(plan, fixed);
  const shape = recordShape(plan, sample, properties);
  const free = properties.filter(({ isFixed }) => !isFixed);
  const stamps = properties.filter(({ isFixed, places }) => isFixed && places.length > 0);
  const lookedUp = new Set(
    plan.fields.flatMap(({ lookup, from }) => (lookup === undefined ? [] : pathsOf(from))),
  );
  const texts = free.filter(
    ({ field }) => isFreeText(field) && !pathsOf(field.from).some((path) => lookedUp.has(path)),
  );
  const spare = free.filter((property) => property.field.type === "title" || !isTitleSpare(property, free));

  const finish = createFinish(properties);

  return {
    create(making) {
      const record = buildFrom(undefined, "all", making);
      return finish(record, spare, { ...making, chance: emptyAtFirst });
    },
    edit(before, making) {
      const { random, options } = making;
      const named = new Set([...Object.keys(options.set ?? {}), ...(options.clear ?? [])]);
      const drawn = free.filter(({ field }) => field.type !== "title" && random() < changedAtEdit);
      const witness = texts.find(({ field }) => !named.has(field.name));
      const chosen = [...new Set(witness === undefined ? drawn : [witness, ...drawn])];
      const names = new Set([...stamps, ...chosen].map(({ field }) => field.name));
      const mayBeEmpty = drawn.filter((property) => property !== witness);
      return finish(buildFrom(before, names, making), mayBeEmpty, { ...making, chance: emptyAtEdit });
    },
  };

  function buildFrom(
    before: DataRecord | undefined,
    chosen: ReadonlySet<string> | "all",
    { random, moment }: Making,
  ): DataRecord {
    const built = build(shape, before, { random, moment, chosen });
    return isRecord(built) ? built : {};
  }
}

type Finish = (
  record: DataRecord,
  mayBeEmpty: readonly Property[],
  making: Making & { chance: number },
) => DataRecord;

/** Empties some values by chance, and then does what the scenario asked for. */
function createFinish(properties: readonly Property[]): Finish {
  return (record, mayBeEmpty, { random, moment, options, chance }) => {
    const way = moment.serial + moment.revision;
    let made = record;
    for (const [index, property] of mayBeEmpty.entries()) {
      const isTitle = property.field.type === "title";
      if (isTitle) made = random() < chance ? withoutFirst(made, property) : made;
      else if (random() < chance) made = emptied(made, property, way + index);
    }
    for (const name of options.clear ?? []) made = emptied(made, known(name), way);
    for (const [name, value] of Object.entries(options.set ?? {})) made = assigned(made, known(name), value);
    return made;
  };

  function known(name: string): Property {
    const property = properties.find(({ field }) => field.name === name);
    if (property === undefined) throw new Error(`No property is called ${JSON.stringify(name)}`);
    return property;
  }
}

/** A title that is read from several paths is sometimes missing at the first; the last always has one. */
function withoutFirst(record: DataRecord, property: Property): DataRecord {
  return emptied(record, { ...property, places: property.places.slice(0, -1).slice(0, 1) }, 0);
}

/** Whether the title falls back on what this property reads; then chance leaves it alone, for every record has a title. */
function isTitleSpare({ places }: Property, all: readonly Property[]): boolean {
  const titles = all.filter(({ field }) => field.type === "title").flatMap((title) => title.places);
  return places.some(({ names }) => titles.some((title) => title.names.join(".") === names.join(".")));
}

function isFreeText({ type, template, transform, labels, options }: Property["field"]): boolean {
  const isText = type === "title" || type === "richText" || type === "url" || type === "email";
  return isText && template === undefined && transform === undefined && !labels && !options;
}

function recordShape(plan: Plan, sample: unknown, properties: readonly Property[]): Shape {
  const record = sampleRecord(plan, sample);
  const shape = shapeOf(record);
  for (const path of hiddenPaths(plan)) dropFrom(shape, path);
  const { where, deletes, changes } = plan.source;
  if (where !== undefined && "equals" in where) {
    const target = (pathNames(where.field) ?? []).reduce(memberOf, shape);
    target.constant = where.equals;
  }
  const marks = deletes.flatMap((entry) => ("when" in entry && "equals" in entry.when ? [entry.when] : []));
  // Who looks a value up knows what it can be; another property may read the same id.
  const ordered = [...properties].sort((one, other) => rank(one) - rank(other));
  for (const { field, places } of ordered) {
    const ids = field.lookup === undefined ? {} : { ids: idsFor(plan, sample, field.lookup) };
    for (const [index, place] of places.entries()) {
      const never = marks.find((mark) => mark.field === place.names.join("."))?.equals;
      const name = lastName(place) ?? "";
      const isMain = index === 0;
      const word = wordFor({ field, isMain, name }, plan);
      const isSoon = changes.kind === "rolling-window" && changes.over === place.names.join(".");
      insert(shape, { field, place, name, never, word, isSoon, ...ids });
    }
  }
  return shape;

  function insert(root: Shape, { field, place, ...rest }: Insertion): void {
    let node = root;
    const path = [
      ...place.names.map((name) => ({ name })),
      ...(place.isList ? [{ each: true as const }] : []),
    ];
    for (const step of [...path, ...place.inner]) {
      node = "name" in step ? memberOf(node, step.name) : itemOf(node);
      node.owners.add(field.name);
    }
    if (node.members !== undefined || node.item !== undefined || node.draw !== undefined) return;
    const found = place.isList ? node.constant : valueAt(record, place.names);
    delete node.constant;
    node.draw = drawOf(field, { ...rest, sample: found });
  }
}

type Insertion = {
  field: Property["field"];
  place: Property["places"][number];
  name: string;
  never: unknown;
  word: string;
  isSoon: boolean;
  ids?: readonly (string | number)[];
};

const rank = ({ field }: Property): number => (field.lookup === undefined ? 1 : 0);

function lastName({ names, inner }: Property["places"][number]): string | undefined {
  const last = inner.findLast((step) => "name" in step);
  return last !== undefined && "name" in last ? last.name : names.at(-1);
}

function wordFor(
  { field, isMain, name }: { field: Property["field"]; isMain: boolean; name: string },
  plan: Plan,
): string {
  if (field.type !== "title") return field.name;
  const { one } = plan.source.record;
  return isMain ? one.charAt(0).toUpperCase() + one.slice(1) : name;
}
