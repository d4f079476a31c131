import { describe, expect, test } from "vitest";
import { type Block, blocksOf, findPlanFaults, findTypeFaults, isGenerated } from "./code-blocks.ts";
import { pagesOf, readSkills } from "./skill.ts";

const pages = (await readSkills()).flatMap(pagesOf);
const blocksIn = (language: string): Block[] =>
  pages.flatMap(([path, text]) => blocksOf(path, text, language));
const makeBlock = (text: string): Block => ({ language: "", text, line: 1, intro: "", place: "bad.md:1" });

describe("plans in the skills", () => {
  test("pass plan check", async () => {
    const plans = blocksIn("yaml");
    expect(plans.length).toBeGreaterThan(0);
    expect((await Promise.all(plans.map(findPlanFaults))).flat()).toEqual([]);
  });

  test("that do not are found", async () => {
    expect(await findPlanFaults(makeBlock("plan: 1\nname: a\nsource: { from: demo.boks }\n"))).toEqual([
      "bad.md:1 3:17 source.from source/unknown",
    ]);
  });
});

describe("code in the skills", () => {
  test("is what create-sync generates, or compiles against the real SDK", async () => {
    const blocks = blocksIn("ts");
    const generated = await Promise.all(blocks.map(isGenerated));
    const written = blocks.filter((_, index) => !generated[index]);
    expect(generated.filter(Boolean).length).toBeGreaterThan(3);
    expect(written.length).toBeGreaterThan(0);

    const wrong = {
      ...makeBlock(
        'export const cell = Builder.title(null);\nexport const change: SyncChangeUpsert<"A", { A: { type: "text" } }> = 1;\n',
      ),
    };
    const faults = await findTypeFaults([...written, wrong]);
    expect(faults.filter((fault) => !fault.startsWith("bad.md:1 "))).toEqual([]);
    expect(faults.length).toBe(2);
  });

  test("that was never generated is not taken for it", async () => {
    expect(await isGenerated(makeBlock('worker.credential("MOON", {\n'))).toBe(false);
  });

  test("is in a language that is checked", () => {
    const languages = pages.flatMap(([path, text]) =>
      [...text.matchAll(/^```(\w+)$/gm)].map(([, name]) => `${path} ${name}`),
    );
    expect(languages.filter((each) => !/ (bash|ts|yaml)$/.test(each))).toEqual([]);
    expect(pages.every(([, text]) => (text.match(/^```/gm) ?? []).length % 2 === 0)).toBe(true);
  });
});
