import { Problem } from "../../problems/problem.ts";
import { findNearest } from "../../problems/nearest.ts";
import { pathsOf } from "../../source/choices.ts";
import { sayPath } from "../field-path.ts";
import type { PlanCheck } from "./check.ts";

/** A Notion database has one title, no more and no less. */
export const checkOneTitle: PlanCheck = ({ fields }, locate) => {
  const titles = fields.flatMap((field, index) =>
    field.type === "title" ? [{ name: field.name, index }] : [],
  );
  const names = titles.map(({ name }) => name).join(", ");
  if (titles.length === 0) return [new Problem("plan/no-title", {}, locate(["fields"]))];
  return titles
    .slice(1)
    .map(({ index }) => new Problem("plan/two-titles", { names }, locate(["fields", index, "type"])));
};

/** The key is a text property of its own that holds the source's id and nothing else. */
export const checkPrimaryKey: PlanCheck = ({ fields, database, source }, locate) => {
  const { primaryKey } = database;
  const { id } = source.list;
  const index = fields.findIndex((field) => field.name === primaryKey);
  const field = fields[index];
  if (!field) {
    const names = fields.map(({ name }) => name);
    return [
      new Problem(
        "plan/key-unknown",
        { primaryKey, near: findNearest(primaryKey, names), id },
        locate(["database", "primaryKey"]),
      ),
    ];
  }
  if (field.type !== "richText") {
    return [
      new Problem("plan/key-type", { primaryKey, type: field.type, id }, locate(["fields", index, "type"])),
    ];
  }
  const isId =
    pathsOf(field.from).join() === id && field.transform === undefined && field.lookup === undefined;
  return isId ? [] : [new Problem("plan/key-source", { primaryKey, id }, locate(["fields", index, "from"]))];
};

/** Notion keeps one property per name, whatever its letters' case. */
export const checkFieldNames: PlanCheck = ({ fields }, locate) => {
  const seen = new Map<string, number>();
  return fields.flatMap(({ name }, index): Problem[] => {
    const plain = name.trim().toLowerCase();
    const before = seen.get(plain);
    const place = locate(["fields", index, "name"]);
    if (plain === "") return [new Problem("plan/field-blank", {}, place)];
    if (before !== undefined)
      return [new Problem("plan/field-twice", { name, other: sayPath(["fields", before]) }, place)];
    seen.set(plain, index);
    return name === name.trim() ? [] : [new Problem("plan/field-spaces", { name }, place)];
  });
};
