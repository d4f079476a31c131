import { Problem } from "../../problems/problem.ts";
import { derivedKeys } from "../names.ts";
import type { PlanCheck } from "./check.ts";

/** Everything a worker registers shares one key space, whatever its kind (sdk-contract 2). */
export const checkKeysDiffer: PlanCheck = (plan, locate) => {
  const owners = new Map<string, string>();
  return [...derivedKeys(plan)].flatMap(([role, key]) => {
    const owner = owners.get(key);
    if (owner === undefined) owners.set(key, role);
    if (owner === undefined) return [];
    const path = [role, owner].some((one) => one.startsWith("pacer")) ? ["pacer"] : ["database", "key"];
    return [new Problem("plan/keys-collide", { key, roles: `${owner} and the ${role}` }, locate(path))];
  });
};

// A database's key is also the name of the constant that holds it.
const reserved = new Set(
  (
    "await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if " +
    "implements import in instanceof interface let new null package private protected public return static super switch this throw true " +
    "try typeof undefined var void while with yield arguments"
  ).split(" "),
);

/** A name that is a word of the language would not compile. */
export const checkNamesAreFree: PlanCheck = ({ name, pacer, database }, locate) => {
  const names = new Map([
    ["name", name],
    ["pacer", pacer],
    ["database.key", database.key],
  ]);
  return [...names].flatMap(([field, value]) =>
    reserved.has(value)
      ? [new Problem("plan/reserved-name", { field, value }, locate(field.split(".")))]
      : [],
  );
};
