import { chmod, mkdir, symlink, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { findNtn } from "../../../src/ntn/find.ts";
import { openNtn } from "../../../src/ntn/ntn.ts";
import { tempProject } from "../../kit/temp-project.ts";
import { putFakeNtn } from "./kit.ts";

const leave: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const one of leave.splice(0)) await one();
});

async function folder(files: Record<string, string>): Promise<string> {
  const { root, remove } = await tempProject(files);
  leave.push(remove);
  return root;
}

describe("which ntn", () => {
  test("the project's own before the one on the PATH", async () => {
    const root = await folder({ "bin/ntn": "#!/bin/sh\n" });
    await chmod(join(root, "bin/ntn"), 0o755);
    expect(await findNtn(root, { PATH: `/nowhere:${root}/bin` })).toEqual({
      path: `${root}/bin/ntn`,
      from: "path",
    });
    await putFakeNtn(root);
    expect(await findNtn(root, { PATH: `${root}/bin` })).toEqual({
      path: join(root, "node_modules/.bin/ntn"),
      from: "project",
    });
  });

  test("none: no PATH, relative entries, a folder, a file that may not be run, a link to nothing", async () => {
    const root = await folder({ "bin/ntn": "#!/bin/sh\n", "other/ntn/x": "" });
    await mkdir(join(root, "node_modules/.bin"), { recursive: true });
    await symlink("ntn", join(root, "node_modules/.bin/ntn"));
    await mkdir(join(root, "own"));
    await writeFile(join(root, "own/ntn"), "#!/bin/sh\n", { mode: 0o755 });
    const own = relative(process.cwd(), join(root, "own"));
    for (const PATH of [undefined, "", ":", own, `${root}/bin:${root}/other`])
      expect(await findNtn(root, { PATH })).toBeUndefined();
    expect(await openNtn(root, { env: {} })).toBeUndefined();
  });

  test("another program of that name has no version", async () => {
    const root = await folder({
      "bin/ntn": "#!/bin/sh\necho network thing 2.0\n",
      "dead/ntn": "#!/nowhere/sh\n",
    });
    for (const name of ["bin", "dead"]) {
      await chmod(join(root, name, "ntn"), 0o755);
      expect((await openNtn(root, { env: { PATH: join(root, name) } }))?.version).toBeUndefined();
    }
  });
});
