import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { scenariosOf } from "../../../src/debug/reproduce.ts";
import { scenarios } from "../../../src/simulate/scenarios/index.ts";
import { rules } from "../../../src/validate/rules/index.ts";
import { repository } from "../../kit/temp-project.ts";
import { isInNpmsNtn, onlyFromNtnDev } from "../../skills/ntn.ts";

// Everything a diagnosis tells people to type, as it stands in the code of the causes.

const folder = `${repository}src/debug/`;
const causes = readdirSync(`${folder}causes`).filter((name) => name.endsWith(".ts"));
const texts = [...causes.map((name) => `causes/${name}`), "tell-apart.ts"].map((path) =>
  readFileSync(folder + path, "utf8"),
);

/** The quoted words of every call or list that a pattern finds. */
function quoted(pattern: RegExp): string[] {
  const parts = texts.flatMap((text) => text.match(pattern) ?? []);
  return parts.flatMap((part) =>
    [...part.matchAll(/"([a-z0-9]+(?:-[a-z0-9]+)*)"/g)].map(([, word = ""]) => word),
  );
}

test("scenarios are scenarios", () => {
  const names = scenarios.map(({ name }) => name);
  const told = [...quoted(/simulateOf\([^)]*\)/g), ...Object.values(scenariosOf).flat()];
  expect(told.length).toBeGreaterThan(60);
  expect(told.filter((name) => !names.includes(name))).toEqual([]);
});

test("rules are rules", () => {
  const ids: string[] = rules.map(({ id }) => id);
  const told = [...quoted(/validateOf\([^)]*\)/g), ...quoted(/\brules(?:: |: \w+ = | = )\[[^\]]*\]/g)];
  expect(told.length).toBeGreaterThan(50);
  expect(told.filter((id) => !ids.includes(id))).toEqual([]);
});

test("commands of ntn are npm's, or said to be from ntn.dev", () => {
  const told = texts.flatMap((text) => {
    const filled = text.replaceAll(/\$\{[^}]*\}/g, "<key>");
    const found = filled.matchAll(/\bntn (?:workers|login)(?: (?:[a-z][a-z-]*|--[a-z]+|<[\w-]+>)(?![\w]))*/g);
    return [...found].map(({ 0: command, index }) => ({ command, after: filled.slice(index, index + 200) }));
  });
  expect(told.length).toBeGreaterThan(20);
  expect(told.filter((one) => !isKnown(one)).map(({ command }) => command)).toEqual([]);
  expect(isKnown({ command: "ntn workers moon", after: "" })).toBe(false);
  expect(isKnown({ command: "ntn workers sync trigger <key>", after: "" })).toBe(false);
});

function isKnown({ command, after }: { command: string; after: string }): boolean {
  // What follows a name in a sentence is no part of the command.
  const line = command.replace(/(<[\w-]+>)(?: (?!--).*)?$/, "$1").replace(/<[\w-]+>/g, "<key>");
  return onlyFromNtnDev.includes(line.slice("ntn ".length)) ? /ntn\.dev/.test(after) : isInNpmsNtn(line);
}
