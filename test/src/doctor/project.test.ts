import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { repository } from "../../kit/temp-project.ts";
import { lookBy, packages, worker, type Packages } from "./kit.ts";

const withFiles = (files: Record<string, string | undefined>) => ({ ...worker, ...files });
const manifest = (fields: object): string =>
  JSON.stringify({ ...(JSON.parse(worker["package.json"] ?? "") as object), ...fields });

describe("package-json", () => {
  test("says what it makes of the code", async () => {
    expect(await lookBy("package-json", {})).toEqual(["ok: package.json: books, ES modules"]);
    expect(await lookBy("package-json", { files: { "workers.json": "{}", "package.json": "{}" } })).toEqual([
      "ok: package.json: without a name, CommonJS",
    ]);
  });

  test("missing or broken", async () => {
    expect(await lookBy("package-json", { files: withFiles({ "package.json": undefined }) })).toEqual([
      expect.stringMatching(/^problem: package\.json is missing.* → npm init/),
    ]);
    expect(
      await lookBy("package-json", { files: withFiles({ "package.json": '{ "name": oops }' }) }),
    ).toEqual([expect.stringMatching(/^problem: .*package\.json.* → /)]);
  });
});

describe("sdk", () => {
  const sdk = (version: string): Packages => ({ "@notionhq/workers": version });

  test("the tested one", async () => {
    expect(await lookBy("sdk", { packages })).toEqual(["ok: @notionhq/workers 0.9.2"]);
  });

  test.each([
    [
      "0.3.0",
      /^note: .* has no RateLimitError.*; no brokered credentials.* → npm install @notionhq\/workers@\^0\.9\.2/,
    ],
    ["0.8.11", /^note: @notionhq\/workers 0\.8\.11 has no states beyond/],
    ["0.10.0", /^note: .* is newer than what this create-sync was tested with \(0\.9\.2\)/],
  ])("%s lacks something, or is unknown", async (version, says) => {
    expect(await lookBy("sdk", { packages: sdk(version) })).toEqual([expect.stringMatching(says)]);
  });

  test("a credential that it does not know", async () => {
    const files = withFiles({
      "src/index.ts":
        'import { Worker } from "@notionhq/workers";\nconst worker = new Worker();\nworker.credential("A_TOKEN", {});\n',
    });
    expect(await lookBy("sdk", { files, packages: sdk("0.4.0") })).toEqual([
      expect.stringMatching(
        /^problem: src\/index\.ts:3 declares a credential, which .* 0\.4\.0 does not know/,
      ),
    ]);
  });

  test("not asked for, not installed, neither", async () => {
    const files = withFiles({ "package.json": '{ "name": "x" }' });
    expect(await lookBy("sdk", {})).toEqual([
      "problem: @notionhq/workers is asked for (^0.9.2) but not installed. → npm install",
    ]);
    expect(await lookBy("sdk", { files, packages })).toEqual([
      expect.stringMatching(/^problem: .* is installed, but package\.json does not ask for it/),
      "ok: @notionhq/workers 0.9.2",
    ]);
    expect(await lookBy("sdk", { files })).toEqual([
      expect.stringMatching(/^problem: .* is not a dependency/),
    ]);
  });
});

describe("sdk-copies", () => {
  test("one, or two", async () => {
    expect(await lookBy("sdk-copies", { packages: { ...packages, "@acme/kit": "1.0.0" } })).toEqual([
      "ok: One copy of the SDK",
    ]);
    const both = { ...packages, "@acme/kit": "1.0.0", "@acme/kit/node_modules/@notionhq/workers": "0.4.0" };
    expect(await lookBy("sdk-copies", { packages: both })).toEqual([
      expect.stringMatching(
        /^problem: The SDK is installed more than once: 0\.9\.2, and 0\.4\.0 in node_modules\/@acme\/kit\. → npm ls/,
      ),
    ]);
  });
});

describe("typescript and tsx", () => {
  test("there", async () => {
    expect(await lookBy("typescript", { packages })).toEqual(["ok: TypeScript 5.9.3"]);
    expect(await lookBy("tsx", { packages })).toEqual([expect.stringMatching(/^ok: tsx 4\./)]);
  });

  test("asked for, not asked for, too old", async () => {
    expect(await lookBy("typescript", {})).toEqual([
      expect.stringMatching(/asked for but not installed.* → npm install$/),
    ]);
    expect(await lookBy("tsx", {})).toEqual([
      expect.stringMatching(/asked for but not installed.* → npm install$/),
    ]);
    const files = { "workers.json": "{}", "package.json": "{}" };
    expect(await lookBy("typescript", { files })).toEqual([
      expect.stringMatching(/--save-dev "typescript@\^5\.9"$/),
    ]);
    expect(await lookBy("tsx", { files })).toEqual([
      expect.stringMatching(/^problem: tsx is not installed.*--save-dev tsx$/),
    ]);
    expect(await lookBy("typescript", { packages: { typescript: "5.1.0" } })).toEqual([
      expect.stringMatching(/^note: TypeScript 5\.1\.0 is older/),
    ]);
  });
});

describe("tsconfig", () => {
  const good = { module: "NodeNext", target: "ES2022", strict: true, skipLibCheck: true, types: ["node"] };
  const options = (more: object, rest: object = { include: ["src"] }) => ({
    packages,
    files: withFiles({ "tsconfig.json": JSON.stringify({ compilerOptions: { ...good, ...more }, ...rest }) }),
  });

  test("as the template has it, also under TypeScript 7 and by what it extends", async () => {
    expect(await lookBy("tsconfig", options({}))).toEqual(["ok: tsconfig.json has what the SDK needs"]);
    const { typescript: _, ...others } = packages;
    const seven = {
      packages: others,
      before: (root: string) =>
        symlink(join(repository, "node_modules/typescript-7"), join(root, "node_modules/typescript")),
    };
    // Its default for ES modules finds subpaths, unlike that of 5.9.
    for (const more of [{}, { module: "ESNext" }])
      expect(await lookBy("tsconfig", { ...options(more), ...seven })).toEqual([
        "ok: tsconfig.json has what the SDK needs",
      ]);
    const files = withFiles({
      "base.json": `{ // comments are allowed\n"compilerOptions": ${JSON.stringify(good)}, }`,
      "tsconfig.json": '{ "extends": "./base.json", "include": ["src"] }',
    });
    expect(await lookBy("tsconfig", { files, packages })).toEqual([
      "ok: tsconfig.json has what the SDK needs",
    ]);
  });

  test.each<[object, RegExp]>([
    [
      { skipLibCheck: false },
      /^problem: .*TS2305.* → In compilerOptions of tsconfig\.json: "skipLibCheck": true$/,
    ],
    [{ module: "CommonJS" }, /^problem: .* does not find `@notionhq\/workers\/builder`/],
    [{ module: "ESNext", moduleResolution: "node" }, /^problem: .* does not find/],
    [{ module: "ESNext" }, /^problem: .* does not find/],
    [{ types: [] }, /^problem: .* has no types of Node.* → .*"types": \["node"\], and npm install/],
    [{ strict: false }, /^note: tsconfig\.json is not strict/],
    [{ isolatedDeclarations: true, declaration: true }, /^problem: .*TS9010/],
  ])("%j", async (more, says) => {
    expect(await lookBy("tsconfig", options(more))).toEqual([expect.stringMatching(says)]);
  });

  test("what else finds subpaths", async () => {
    const bundler = options({ module: "ESNext", moduleResolution: "bundler" });
    expect(await lookBy("tsconfig", bundler)).toEqual(["ok: tsconfig.json has what the SDK needs"]);
  });

  test("missing, without a compiler, a folder, broken, without the worker", async () => {
    expect(await lookBy("tsconfig", { packages, files: withFiles({ "tsconfig.json": undefined }) })).toEqual([
      expect.stringMatching(/^problem: tsconfig\.json is missing/),
    ]);
    expect(await lookBy("tsconfig", {})).toEqual([]);
    const folder = withFiles({ "tsconfig.json": undefined, "tsconfig.json/x": "" });
    expect(await lookBy("tsconfig", { packages, files: folder })).toEqual([
      expect.stringMatching(/^problem: tsconfig\.json cannot be read by the project's tsc: error TS5057/),
    ]);
    const broken = withFiles({ "tsconfig.json": '{ "extends": "./nowhere.json" }' });
    expect(await lookBy("tsconfig", { packages, files: broken })).toEqual([
      expect.stringMatching(/^problem: tsconfig\.json cannot be read .*nowhere/),
    ]);
    const other = { ...options({}, { files: ["src/settings.ts"] }) };
    expect(await lookBy("tsconfig", other)).toEqual([
      expect.stringMatching(/^note: tsconfig\.json leaves src\/index\.ts out/),
    ]);
  });
});

describe("lockfile", () => {
  const lock = (fields: object): string => JSON.stringify({ lockfileVersion: 3, packages: { "": fields } });
  const { dependencies, devDependencies } = JSON.parse(worker["package.json"] ?? "") as Record<
    string,
    object
  >;

  test("one that fits, or one of another kind", async () => {
    const files = withFiles({ "package-lock.json": lock({ dependencies, devDependencies }) });
    expect(await lookBy("lockfile", { files })).toEqual(["ok: Lockfile: package-lock.json"]);
    expect(await lookBy("lockfile", { files: withFiles({ "pnpm-lock.yaml": "" }) })).toEqual([
      "ok: Lockfile: pnpm-lock.yaml",
    ]);
  });

  test("none, several, one of another package.json, one that is not JSON", async () => {
    expect(await lookBy("lockfile", {})).toEqual([
      expect.stringMatching(/^note: There is no lockfile.* → npm install/),
    ]);
    const several = withFiles({ "package-lock.json": "{}", "yarn.lock": "" });
    expect(await lookBy("lockfile", { files: several })).toEqual([
      expect.stringMatching(/^note: There are several lockfiles: package-lock\.json, yarn\.lock/),
    ]);
    const other = withFiles({
      "package.json": manifest({ dependencies: { ...dependencies, stripe: "^1.0.0" } }),
      "package-lock.json": lock({ dependencies, devDependencies }),
    });
    expect(await lookBy("lockfile", { files: other })).toEqual([
      "problem: package-lock.json does not fit package.json (stripe): npm ci refuses it. → npm install",
    ]);
    expect(await lookBy("lockfile", { files: withFiles({ "package-lock.json": "<<<<<<< HEAD" }) })).toEqual([
      expect.stringMatching(/^problem: package-lock\.json does not fit package\.json \(not JSON\)/),
    ]);
  });
});
