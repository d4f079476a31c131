import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Problem } from "../../../src/problems/problem.ts";
import { hashText, type Manifest, printManifest, readManifest } from "../../../src/skills/manifest.ts";
import { anyString } from "../../kit/hostile.ts";

const hash = hashText("a");
const path = ".agents/skills/sync/SKILL.md";
const backup = ".agents/create-sync-backup/1/agents/skills/sync/SKILL.md";
const whole = {
  v: 1,
  version: "0.1.0",
  files: { [path]: hash },
  links: { ".claude/skills/sync": "../../.agents/skills/sync" },
  kept: { [path]: backup },
};
const read = (change: object): Manifest => readManifest(JSON.stringify({ ...whole, ...change }));

test("what was printed is read, and printed the same", () => {
  const manifest = read({});
  expect([...manifest.files, ...manifest.links, ...manifest.kept].flat()).toHaveLength(6);
  const text = printManifest(manifest);
  expect(printManifest(readManifest(text))).toBe(text);
  expect(printManifest({ ...manifest, files: new Map([...manifest.files].reverse()) })).toBe(text);
});

test("no manifest is an empty one", () => {
  expect(readManifest(undefined).files.size).toBe(0);
});

describe("a manifest that we did not leave there is refused:", () => {
  test.each<[string, object]>([
    ["another version", { v: 2 }],
    ["a version that is none", { version: "\u001b[2J" }],
    ["a file of the user's", { files: { "src/index.ts": hash } }],
    ["a skill of the user's", { files: { ".agents/skills/mine/SKILL.md": hash } }],
    ["a way out", { files: { ".agents/skills/sync/../../../src/index.ts": hash } }],
    ["an absolute path", { files: { "/etc/passwd": hash } }],
    ["a hidden file", { files: { ".agents/skills/sync/.env": hash } }],
    ["a hash that is none", { files: { [path]: "x" } }],
    ["a link in another place", { links: { src: "../.." } }],
    ["a backup for another place", { kept: { "package.json": backup } }],
    ["a backup from another place", { kept: { [path]: ".env" } }],
    ["a backup that leads away", { kept: { [path]: ".agents/create-sync-backup/1/../../../.env" } }],
    ["a list", { files: [path] }],
    ["nothing", { kept: null }],
  ])("%s", (_, change) => {
    expect(() => read(change)).toThrow(Problem);
  });

  test("a prototype as a name", () => {
    const text = JSON.stringify(whole).replace(JSON.stringify(path), '"__proto__"');
    expect(() => readManifest(text)).toThrow("__proto__");
  });

  test("too many entries", () => {
    const files = Object.fromEntries(
      Array.from({ length: 1001 }, (_, index) => [`.agents/skills/sync/${index}.md`, hash]),
    );
    expect(() => read({ files })).toThrow("more than 1000");
  });
});

test("whatever stands in the file, it is refused or names only files of our skills", () => {
  const part = fc.oneof(
    anyString,
    fc.constantFrom("..", ".", "", "sync", ".agents", ".claude", "skills", "SKILL.md", ".create-sync.json"),
    fc.constantFrom("create-sync-backup", "1", "__proto__", "constructor"),
  );
  const anyPath = fc.array(part, { maxLength: 6 }).map((parts) => parts.join("/"));
  // Half of them would pass, so that the others are looked at for themselves.
  const entriesOf = (name: string, value: string) =>
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom({}, { [name]: value }) },
      fc.dictionary(fc.oneof(fc.constant(name), anyPath), fc.oneof(fc.constant(value), anyPath), {
        maxKeys: 2,
      }),
      fc.jsonValue(),
    );
  const manifest = fc.record({
    v: fc.constant(1),
    version: fc.constant("1.0.0"),
    files: entriesOf(path, hash),
    links: entriesOf(".claude/skills/sync", "../../.agents/skills/sync"),
    kept: entriesOf(path, backup),
  });
  const text = fc.oneof(
    { weight: 4, arbitrary: manifest.map((value) => JSON.stringify(value)) },
    fc.json(),
    anyString,
  );
  let accepted = 0;
  fc.assert(
    fc.property(text, (hostile) => {
      let read: Manifest;
      try {
        read = readManifest(hostile);
      } catch (error) {
        if (error instanceof Problem && error.code === "skills/bad-manifest") return;
        throw error;
      }
      accepted += 1;
      const isOurs = (name: string): boolean =>
        /^\.(agents|claude)\/skills\/(sync|sync-guide|sync-debug|sync-validate|auth-guide)(\/|$)/.test(name);
      const isClean = (name: string): boolean =>
        name.split("/").every((one) => one !== "" && one !== ".." && one !== ".");
      for (const name of [...read.files.keys(), ...read.links.keys(), ...read.kept.keys()])
        expect(isOurs(name) && isClean(name)).toBe(true);
      for (const name of read.kept.values())
        expect(name.startsWith(".agents/create-sync-backup/") && isClean(name)).toBe(true);
    }),
    { seed: 4, numRuns: 3_000 },
  );
  expect(accepted).toBeGreaterThan(500);
});
