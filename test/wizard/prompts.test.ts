// The testing entry puts its screen under the prompts, so it comes before them.
import { screen } from "@inquirer/testing/vitest";
import { expect, test } from "vitest";
import { makeAsker } from "../../src/ask/ask.ts";
import type { Asker } from "../../src/ask/asker.ts";
import type { Ending } from "../../src/ask/design.ts";
import { runFlow } from "../../src/ask/flow.ts";
import type { LoadPrompt, PromptName } from "../../src/ask/prompts.ts";
import { startSession } from "../../src/ask/session.ts";
import { otherApi } from "../../src/ask/source.ts";
import { tempProject } from "../kit/temp-project.ts";

const said: string[] = [];
const load: LoadPrompt = async <Name extends PromptName>(name: Name) =>
  (await import("@inquirer/prompts"))[name];

function asker(): Asker {
  said.splice(0);
  return makeAsker({ input: screen.input, output: screen.createOutput() }, (text) => said.push(text), load);
}

/** Waits until the screen shows some words. */
async function shows(words: string): Promise<void> {
  while (!screen.getScreen().includes(words)) await screen.next();
}

async function type(text: string): Promise<void> {
  screen.type(text);
  await shows(text);
  screen.keypress("enter");
}

test("a search shows what fits while one types, with a hint, and forgives a typo", async () => {
  const { askSource } = await import("../../src/ask/source.ts");
  const chosen = askSource(asker());
  await shows("GitHub releases (github.releases)");
  for (const typed of ["github is", "ue", "s"]) {
    screen.type(typed);
    await shows("The issues of one or more repositories");
  }
  expect(screen.getScreen()).toContain("Another API …");
  expect(screen.getScreen()).not.toContain("Demo bookshop");
  screen.keypress("enter");
  expect(await chosen).toBe("github.issues");
});

test("a search that finds nothing still offers the way for an API of one's own", async () => {
  const { askSource } = await import("../../src/ask/source.ts");
  const chosen = askSource(asker());
  await shows("Demo bookshop");
  screen.type("zzzz");
  await shows("zzzz");
  await shows("❯ Another API");
  screen.keypress("enter");
  expect(await chosen).toBe(otherApi);
});

test("a choice starts at the current answer, marks the recommended one and wraps its hint", async () => {
  const choices = [
    { value: "a", name: "First", isRecommended: true },
    { value: "b", name: "Second", hint: "word ".repeat(30) },
  ];
  const chosen = asker().select({ message: "Which?", choices, current: "b" });
  await shows("❯ Second");
  expect(screen.getScreen()).toContain("First (recommended)");
  expect(
    Math.max(
      ...screen
        .getScreen()
        .split("\n")
        .map((line) => line.length),
    ),
  ).toBeLessThanOrEqual(100);
  screen.keypress("up");
  await shows("❯ First");
  screen.keypress("enter");
  expect(await chosen).toBe("a");
  expect(screen.getScreen()).toBe("✔ Which? First");
});

test("a text is trimmed, and asked for again with the reason while it is wrong", async () => {
  const check = (text: string) => (text === "good" ? undefined : `Expected another one than ${text}.`);
  const answer = asker().input({ message: "Name:", proposal: "bad", check });
  await shows("Name: (bad)");
  screen.keypress("enter");
  await shows("> Expected another one than bad.");
  screen.type("  good ");
  await shows("good");
  screen.keypress("enter");
  expect(await answer).toBe("good");
});

test("ticks come back as they were set; what is fixed stays ticked", async () => {
  const choices = [
    { value: "id", name: "ID", isOn: true, off: "the key" },
    { value: "a", name: "A", isOn: true },
    { value: "b", name: "B" },
  ];
  const picked = asker().pick({ message: "Which?", choices });
  await shows("(the key)");
  screen.keypress("down");
  screen.keypress("space");
  screen.keypress("down");
  screen.keypress("space");
  screen.keypress("enter");
  expect(await picked).toEqual(["id", "b"]);
});

test("yes is what Enter says", async () => {
  const answer = asker().confirm({ message: "Really?" });
  await shows("Really? (Y/n)");
  screen.keypress("enter");
  expect(await answer).toBe(true);
});

test("names from the user's files cannot draw on the screen", async () => {
  const chosen = asker().select({
    message: "a\u001b[2Jb",
    choices: [{ value: 1, name: "x\u001b[31m\u202ey", hint: "h\u0007i" }],
  });
  await shows("xy");
  expect(screen.getScreen({ raw: true })).not.toMatch(/\u001b\[2J|\u001b\[31m|\u202e|\u0007/);
  screen.keypress("enter");
  expect(await chosen).toBe(1);
});

test("sentences are wrapped, tables are not", () => {
  const { say, tell } = asker();
  tell("word ".repeat(40));
  say("x ".repeat(100));
  expect(said.map((text) => text.split("\n").length)).toEqual([3, 1]);
});

test("the whole way, key by key, to the review and out", { timeout: 120_000 }, async () => {
  const project = await tempProject({});
  const session = await startSession({ cwd: project.root, isDryRun: false, param: [], set: [] });
  const running: Promise<Ending> = runFlow(session, asker());
  await enterAt("Where should the worker be");
  await shows("What do you want");
  screen.type("bookshop");
  await enterAt("The books of the built-in demo API");
  await shows("Address of the demo API");
  screen.type("x");
  await shows("x");
  screen.keypress("enter");
  await shows("Invalid parameter baseUrl");
  screen.keypress("backspace");
  screen.type("\u0015");
  await type("http://127.0.0.1:4477");
  for (const words of [
    "How should it read",
    "These properties",
    "How soon",
    "How often",
    "first run look",
    "environment variable",
  ])
    await enterAt(words);
  await shows("What now?");
  for (const next of ["Show the diff", "Change something", "Cancel"]) {
    screen.keypress("down");
    await shows(`❯ ${next}`);
  }
  screen.keypress("enter");
  expect(await running).toEqual({ kind: "cancelled" });
  expect(said.join("\n")).toContain("Guarantee");
  await project.remove();
});

async function enterAt(words: string): Promise<void> {
  await shows(words);
  screen.keypress("enter");
}
