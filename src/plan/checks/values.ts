import { Problem } from "../../problems/problem.ts";
import { pathsOf } from "../../source/choices.ts";
import { isEvery, parsePath } from "../../source/path.ts";
import type { Field, PropertyType } from "../../source/field-schema.ts";
import type { PlanCheck } from "./check.ts";

/** What each type of property can be made of: one value or a list, and which named transforms make sense. */
const rules: Readonly<
  Record<PropertyType, { list: "never" | "joined" | "always"; transforms: readonly Field["transform"][] }>
> = {
  title: { list: "joined", transforms: ["join"] },
  richText: { list: "joined", transforms: ["join"] },
  url: { list: "never", transforms: ["https"] },
  email: { list: "never", transforms: [] },
  phoneNumber: { list: "never", transforms: [] },
  checkbox: { list: "never", transforms: [] },
  number: { list: "never", transforms: ["count", "minor-units", "percent"] },
  date: { list: "never", transforms: ["epoch-s", "epoch-ms"] },
  dateTime: { list: "never", transforms: ["epoch-s", "epoch-ms"] },
  select: { list: "never", transforms: [] },
  multiSelect: { list: "always", transforms: ["split"] },
  relation: { list: "never", transforms: [] },
};

/** Whether a type of property can be made by a named transform. */
export function takesTransform(type: PropertyType, transform: NonNullable<Field["transform"]>): boolean {
  return rules[type].transforms.includes(transform);
}

/** Which types take which extras. */
const extras: Readonly<
  Record<"empty" | "format" | "template" | "options" | "labels" | "open" | "to", readonly PropertyType[]>
> = {
  empty: ["title"],
  format: ["number"],
  template: ["url"],
  options: ["select", "multiSelect"],
  labels: ["select"],
  open: ["select", "multiSelect"],
  to: ["relation"],
};

/** A transform must fit the type it is for. */
export const checkTransforms: PlanCheck = ({ fields }, locate) =>
  fields.flatMap(({ name, type, transform }, index) => {
    const fits = rules[type].transforms;
    if (transform === undefined || fits.includes(transform)) return [];
    const where = Object.entries(rules).flatMap(([each, rule]) =>
      rule.transforms.includes(transform) ? [each] : [],
    );
    return [
      new Problem(
        "plan/transform-misfit",
        { name, type, transform, fits: where.join(", ") },
        locate(["fields", index, "transform"]),
      ),
    ];
  });

/** A list goes where a list can go, and only there; it is one list of the record, and has no second choice. */
export const checkLists: PlanCheck = ({ fields }, locate) =>
  fields.flatMap(({ name, type, from, transform }, index): Problem[] => {
    const paths = pathsOf(from);
    const place = locate(["fields", index, "from"]);
    const list = paths.find(isList);
    const wantsList =
      transform !== "split" &&
      (rules[type].list === "always" || transform === "count" || transform === "join");
    if (list === undefined) {
      const args = { name, what: transform ?? type, path: paths[0] ?? "" };
      return wantsList ? [new Problem("plan/list-expected", args, place)] : [];
    }
    if (paths.length > 1) return [new Problem("plan/list-choice", { name }, place)];
    if (!isOneList(list)) return [new Problem("plan/list-nested", { name, path: list }, place)];
    const takesList = wantsList || rules[type].list === "joined";
    return takesList
      ? []
      : [
          new Problem(
            "plan/list-unexpected",
            { name, type: transform === "split" ? transform : type, path: list },
            place,
          ),
        ];
  });

/** Extras such as `format` belong to certain types. */
export const checkExtras: PlanCheck = ({ fields }, locate) =>
  fields.flatMap((field, index) =>
    Object.entries(extras).flatMap(([extra, types]) => {
      if (field[extra as keyof typeof extras] === undefined || types.includes(field.type)) return [];
      const args = { name: field.name, type: field.type, extra, types: types.join(", ") };
      return [new Problem("plan/extra-misfit", args, locate(["fields", index, extra], "key"))];
    }),
  );

/** A relation says which database it leads to. */
export const checkRelations: PlanCheck = ({ fields }, locate) =>
  fields.flatMap(({ name, type, to }, index) =>
    type === "relation" && to === undefined
      ? [new Problem("plan/relation-to", { name }, locate(["fields", index, "type"]))]
      : [],
  );

/** A label that is not among the options would be a value the database does not know. */
export const checkLabels: PlanCheck = ({ fields }, locate) =>
  fields.flatMap(({ name, options, labels, open }, index) => {
    if (!options || open) return [];
    const strangers = Object.entries(labels ?? {}).filter(([, label]) => !options.includes(label));
    return strangers.map(
      ([raw, label]) =>
        new Problem("plan/label-unlisted", { name, label }, locate(["fields", index, "labels", raw])),
    );
  });

/** A select shows options somebody named, or says that it takes whatever comes. */
export const checkOptions: PlanCheck = ({ fields }, locate) =>
  fields.flatMap(({ name, type, options, labels, open }, index) => {
    if (!extras.options.includes(type)) return [];
    const isBare = options === undefined && labels === undefined && open === undefined;
    if (isBare) return [new Problem("plan/select-empty", { name, type }, locate(["fields", index, "type"]))];
    return (options ?? []).flatMap((option, position): Problem[] => {
      const place = locate(["fields", index, "options", position]);
      if (option.trim() !== option) return [new Problem("plan/option-spaces", { name, option }, place)];
      const isTwice = (options ?? []).indexOf(option) < position;
      return isTwice ? [new Problem("plan/option-twice", { name, option }, place)] : [];
    });
  });

function isList(path: string): boolean {
  const [first, ...rest] = parsePath(path) ?? [];
  return first !== undefined && ("each" in first || rest.some(isEvery));
}

/** `labels[].name`, but neither `[].name` nor `groups[].labels[].name`. */
function isOneList(path: string): boolean {
  const [first, ...rest] = parsePath(path) ?? [];
  return first !== undefined && "name" in first && rest.filter(isEvery).length === 1;
}
