import { expect, test } from "vitest";
import { findNearest } from "../../../src/problems/nearest.ts";

const commands = ["add", "plan", "sources", "inspect", "run", "demo"];

test.each([
  ["inspct", "inspect"],
  ["inspetc", "inspect"],
  ["INSPECT", "inspect"],
  ["source", "sources"],
  ["adn", "add"],
  ["plann", "plan"],
])("%s is nearest to %s", (word, nearest) => {
  expect(findNearest(word, commands)).toBe(nearest);
});

test.each([["my-worker"], ["x"], [""], ["bookshop"], ["a".repeat(100_000)]])(
  "nothing is near %.20s",
  (word) => {
    expect(findNearest(word, commands)).toBeUndefined();
  },
);
