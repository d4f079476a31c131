import { expect, test } from "vitest";
import { openProgram } from "../../../src/validate/code/program.ts";
import { readSettings } from "../../../src/validate/facts/settings.ts";

const read = (...texts: string[]): string[] =>
  readSettings(openProgram(texts.map((text, index) => ({ path: `src/${index}.ts`, text })))).map(
    ({ name, file, line, isOptional, isSecret }) =>
      `${name} ${file}:${line}${isOptional ? " optional" : ""}${isSecret ? " secret" : ""}`,
  );

test("reads of process.env by a name that stands in the code", () => {
  expect(
    read(`const a = process.env.A_ID;
const b = process.env["B_TOKEN"]!;
const { C, D: renamed, E = "x" } = process.env;
const f = process.env.F ?? "default"; const g = process.env.G || fail("G");
if (process.env.H === "1") use(process.env.I?.trim());
const j = (process.env.J as string);`),
  ).toEqual([
    "A_ID src/0.ts:1",
    "B_TOKEN src/0.ts:2 secret",
    "C src/0.ts:3",
    "D src/0.ts:3",
    "E src/0.ts:3 optional",
    "F src/0.ts:4 optional",
    "G src/0.ts:4",
    "H src/0.ts:5 optional",
    "I src/0.ts:5 optional",
    "J src/0.ts:6",
  ]);
});

test("reads through a function of the project, in another file too", () => {
  const helper = `export function requireEnv(name: string) { const value = process.env[name]; return value; }
export const second = (what: string, name: string) => process.env[name];`;
  const code = `import { requireEnv, second } from "./0.js";
requireEnv("A_TOKEN"); second("x", "B"); requireEnv(chosen); other("C"); settings.requireEnv("D");`;
  expect(read(helper, code)).toEqual(["A_TOKEN src/1.ts:2 secret", "B src/1.ts:2", "D src/1.ts:2"]);
});

test("writes, computed names and other objects are none", () => {
  expect(
    read(`process.env.A = "x"; delete process.env.B; process.env[name]; env.C; config.process.env;`),
  ).toEqual([]);
  expect(read("const = ;;; process.env.")).toEqual([]);
});
