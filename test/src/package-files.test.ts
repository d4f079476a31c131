import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageRoot, packageVersion } from "../../src/package-files.ts";

test("the root is where our own package.json is, with the folders that are read in place", () => {
  const manifest = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as {
    name: string;
    version: string;
  };
  expect(manifest.name).toBe("create-sync");
  expect(packageVersion()).toBe(manifest.version);
  expect(["templates", "generators"].every((folder) => existsSync(join(packageRoot(), folder)))).toBe(true);
});
