import { properties } from "../../../generators/index.ts";
import { takesTransform } from "../../plan/checks/values.ts";
import { pathsOf } from "../../source/choices.ts";
import type { Field, PropertyType } from "../../source/field-schema.ts";

/** What a property of each type can be turned into without losing its sense. A title is chosen, not made. */
const related: Readonly<Record<PropertyType, readonly PropertyType[]>> = {
  title: [],
  richText: ["select", "url", "email", "phoneNumber"],
  url: ["richText"],
  email: ["richText"],
  phoneNumber: ["richText", "select"],
  checkbox: ["select", "richText"],
  number: ["richText"],
  date: ["dateTime", "richText"],
  dateTime: ["date", "richText"],
  select: ["richText"],
  multiSelect: ["richText", "number"],
  relation: ["richText"],
};

/** Types that can show an id that nobody has a name for. */
const showsIds: ReadonlySet<PropertyType> = new Set(["title", "richText", "select", "multiSelect"]);

/** The types that make sense for a property, its own first; `proposed` is the type the catalogue gives it. */
export function sensibleTypes(field: Field, proposed: PropertyType): PropertyType[] {
  return [
    ...new Set([field.type, proposed, ...related[proposed === "title" ? "richText" : proposed]]),
  ].filter((type) => type !== "title");
}

/** A type as people know it from Notion. */
export function sayType(type: PropertyType): string {
  return properties[type].label;
}

/** The property with another type: what only the old type could have is gone, what the new one must have is there. */
export function retype(field: Field, type: PropertyType): Field {
  const { name, from, transform, lookup, format, options, labels, open, to } = field;
  const isSelect = type === "select" || type === "multiSelect";
  const isBare = options === undefined && labels === undefined && open === undefined;
  const isCount = type === "number" && pathsOf(from).some((path) => path.includes("[]"));
  return {
    name,
    type,
    from,
    ...(isCount
      ? { transform: "count" as const }
      : field.type !== "number" &&
        transform !== undefined &&
        takesTransform(type, transform) && { transform }),
    ...(lookup !== undefined && showsIds.has(type) && { lookup }),
    ...(type === "number" && format !== undefined && { format }),
    ...(type === "relation" && to !== undefined && { to }),
    ...(isSelect && options !== undefined && { options }),
    ...(type === "select" && labels !== undefined && { labels }),
    ...(isSelect && (isBare ? { open: true } : open !== undefined && { open })),
  };
}
