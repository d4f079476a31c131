import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { mainText, readSkills, splitSkill } from "./skill.ts";

// Whether a model picks a skill is the model's doing. That the words of its description are nearer to what people ask
// it than those of its neighbours is ours, and what this counts: a hint, not a proof.

const skills = await readSkills();
const labelled = JSON.parse(readFileSync(join(import.meta.dirname, "triggers.json"), "utf8")) as Record<
  string,
  string[]
>;
const descriptions = new Map(
  skills.map((skill) => [
    skill.folder,
    String((parse(splitSkill(mainText(skill)).matter) as Record<string, unknown>)["description"]),
  ]),
);

// Words that say nothing about which of the five is meant.
const common = new Set(
  "a an and any are as at be before by do does for from get go how i in into is it its my new not of on or our out so that the then they this to use used was we what when where which why with would you your user notion"
    .split(" ")
    .map(stem),
);

function stem(word: string): string {
  return word.replace(/(ing|ions?|ed|es|s|e)$/, "");
}

function wordsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[a-z]+/g) ?? [];
  return new Set(words.map(stem).filter((word) => word.length > 1 && !common.has(word)));
}

/** How near a question is to each description; a word counts the more, the fewer descriptions have it. */
function scoresOf(query: string, texts: ReadonlyMap<string, string>): [name: string, score: number][] {
  const bags = new Map([...texts].map(([name, text]) => [name, wordsOf(text)]));
  const weight = (word: string): number =>
    1 / Math.max(1, [...bags.values()].filter((bag) => bag.has(word)).length);
  return [...bags].map(([name, bag]) => {
    const shared = [...wordsOf(query)].filter((word) => bag.has(word));
    return [name, shared.reduce((sum, word) => sum + weight(word), 0)];
  });
}

/** The share of questions for which the intended skill is nearest, alone or beside others. */
function shareFound(texts: ReadonlyMap<string, string>): number {
  const asked = Object.entries(labelled).flatMap(([name, queries]) =>
    name === "none" ? [] : queries.map((query) => ({ name, query })),
  );
  const found = asked.filter(({ name, query }) => {
    const scores = scoresOf(query, texts);
    const best = Math.max(...scores.map(([, score]) => score));
    return best > 0 && scores.some(([each, score]) => each === name && score === best);
  });
  return found.length / asked.length;
}

test("there are questions for every skill, and some for none", () => {
  expect(Object.keys(labelled).sort()).toEqual([...descriptions.keys(), "none"].sort());
  expect(Object.values(labelled).flat().length).toBeGreaterThanOrEqual(70);
});

test("most questions are nearest to the description they are meant for", () => {
  expect(shareFound(descriptions)).toBeGreaterThanOrEqual(0.9);
});

test("a description that tells nothing of its own is found", () => {
  const vague = new Map(descriptions).set("sync-debug", "Helps with Notion Workers syncs.");
  expect(shareFound(vague)).toBeLessThan(0.9);
});

test("few questions about other things are near to any", () => {
  const other = labelled["none"] ?? [];
  const near = other.filter((query) => scoresOf(query, descriptions).some(([, score]) => score >= 2));
  expect(near.length / other.length).toBeLessThanOrEqual(0.1);
});
