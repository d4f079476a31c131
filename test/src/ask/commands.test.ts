import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { sourceSetting, type Setting } from "../../../src/ask/answers.ts";
import { repeatCommand, resumeCommand } from "../../../src/ask/commands.ts";
import type { Session } from "../../../src/ask/session.ts";
import { readGiven, settingOf } from "../../../src/ask/setting.ts";
import { parseParam, parseSet } from "../../../src/plan/answer.ts";
import { shellWord } from "../../../src/problems/shell-word.ts";
import { anyString } from "../../kit/hostile.ts";

function sessionWith(folder: string | undefined, answers: Setting[]): Session {
  return {
    cwd: "/w",
    isDryRun: false,
    stage: "asking",
    answers,
    place: { root: "/w", folder, hasWorker: false, isAsked: true },
  };
}

const agreed = { ...settingOf(["schedule", "delta"], "5m"), isProposal: true };
const answers = [
  sourceSetting("github.issues"),
  settingOf(["source", "params", "repository"], "octo-org/app"),
  agreed,
  settingOf(["because"], "it's small"),
];

test("to go on in the folder that was chosen, it is given too", () => {
  expect(resumeCommand(sessionWith(undefined, []))).toBe("npx create-sync .");
});

test("to go on, every answer is given, also what was only agreed to", () => {
  expect(resumeCommand(sessionWith(undefined, answers))).toBe(
    `npx create-sync . --set source.from=github.issues --param repository=octo-org/app --set schedule.delta=5m --set 'because=it'\\''s small'`,
  );
});

test("to repeat it, what the recommendation says anyway is left out", () => {
  expect(repeatCommand(sessionWith(undefined, answers))).toBe(
    `npx create-sync add github.issues --param repository=octo-org/app --set 'because=it'\\''s small' --yes`,
  );
});

test.each([
  ["my-worker", "./my-worker"],
  ["../up", "../up"],
  ["..", ".."],
  ["a b", "'./a b'"],
  ["C:\\work", "'C:\\work'"],
  ["-x", "./-x"],
])("the folder %j is written as %s", (folder, word) => {
  expect(resumeCommand(sessionWith(folder, []))).toBe(`npx create-sync ${word}`);
  expect(repeatCommand(sessionWith(folder, [sourceSetting("demo.books")]))).toMatch(
    /^mkdir -p .* && npx create-sync add demo\.books --cwd .* --yes$/,
  );
});

test("a word is one word for the shell, whatever is in it", () => {
  const words = fc.array(
    anyString.filter((text) => !text.includes("\0") && !/\p{Surrogate}/u.test(text) && text.length < 300),
    { minLength: 20, maxLength: 20 },
  );
  fc.assert(
    fc.property(words, (all) => {
      const { stdout } = spawnSync("sh", ["-c", `printf '%s\\0' ${all.map(shellWord).join(" ")}`], {
        encoding: "utf8",
      });
      expect(stdout).toBe(all.map((word) => `${word}\0`).join(""));
    }),
    { seed: 11, numRuns: 10 },
  );
});

test("a setting is read back as the value it was made of", () => {
  fc.assert(
    fc.property(anyString, (text) => {
      fc.pre(text.trim() !== "" && !/\p{Surrogate}/u.test(text) && text.length < 500);
      expect(parseSet(settingOf(["because"], text).text)).toEqual({ path: ["because"], value: text });
      expect(parseParam(settingOf(["source", "params", "tenant"], text).text).value).toBe(text);
    }),
    { seed: 12, numRuns: 300 },
  );
  expect(parseSet(settingOf(["fields", "A.b", "open"], true).text)).toEqual({
    path: ["fields", "A.b", "open"],
    value: true,
  });
  expect(parseSet(settingOf(["fields", "x=y", "options"], ["a", "b: c"]).text)).toEqual({
    path: ["fields", "x=y", "options"],
    value: ["a", "b: c"],
  });
  expect(parseSet(settingOf(["because"], undefined).text).value).toBeUndefined();
});

test("what was typed stays as it was typed", () => {
  expect(readGiven("set", "schedule = {delta: 5m}")).toEqual({
    flag: "set",
    field: "schedule",
    text: "schedule = {delta: 5m}",
  });
  expect(readGiven("param", "repository=a/b")).toMatchObject({ field: "source.params.repository" });
});
