import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tempProject, type TempProject } from "../kit/temp-project.ts";
import { oddAnswers, oddPage } from "../sample/odd-api.ts";
import { envelopeOf, runCli, type Ran } from "./run-cli.ts";

let place: TempProject;
const fromSample = (args: readonly string[], stdin = ""): Promise<Ran> =>
  runCli(["plan", "from-sample", ...args], { cwd: place.root, stdin });

beforeAll(async () => {
  place = await tempProject();
  writeFileSync(join(place.root, "page1.json"), oddPage(0, "b3BhcXVlOjEy"));
  writeFileSync(join(place.root, "page2.json"), oddPage(12, null));
  writeFileSync(join(place.root, "latin1.json"), Uint8Array.of(0x22, 0xfc, 0x22));
  writeFileSync(join(place.root, "large.json"), Buffer.alloc(20_000_001, " "));
});
afterAll(() => place.remove());

describe("plan from-sample", () => {
  test("prints a plan and nothing else on stdout, with the answers in it", async () => {
    const set = oddAnswers.flatMap((answer) => ["--set", answer]);
    const { code, out } = await fromSample(["page1.json", "page2.json", "--name", "doors", ...set]);
    expect(code).toBe(0);
    expect(out).toMatch(/^# A plan made from 2 saved answers with 24 records\./);
    expect(out).toContain("\nname: doors\n");
    expect(await runCli(["plan", "check", "-"], { stdin: out })).toMatchObject({ code: 0 });
  });

  test("gives guesses as data, from standard input too", async () => {
    const result = envelopeOf(await fromSample(["-", "--json"], oddPage(0, null))).result as {
      plan: string;
      guesses: { path: string; value: unknown; confidence: string }[];
    };
    expect(result.plan).toContain("records: payload.widgets.list");
    expect(result.guesses.find(({ path }) => path === "source.list.id")).toMatchObject({
      value: "nr",
      confidence: "guess",
    });
  });

  test.each([
    [["nowhere.json"], "", "sample/missing"],
    [["."], "", "sample/unreadable"],
    [["latin1.json"], "", "sample/unreadable"],
    [["large.json"], "", "sample/too-large"],
    [["-"], "", "sample/empty"],
    [["-"], `[${" ".repeat(20_000_000)}]`, "sample/too-large"],
    [["-"], '{"id":1}\n{"id":2}\n', "sample/json-lines"],
    [Array<string>(21).fill("page1.json"), "", "sample/too-many"],
    [["page1.json", "--set", "nonsense"], "", "plan/set-syntax"],
  ])("%j is refused in words (%#)", async (args, stdin, kind) => {
    const ran = await fromSample([...args, "--json"], stdin);
    expect([ran.code, envelopeOf(ran).error?.kind]).toEqual([2, kind]);
    expect(envelopeOf(ran).error?.hint).toBeTruthy();
  });
});
