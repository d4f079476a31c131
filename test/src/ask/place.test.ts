import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findPlace, givenPlace } from "../../../src/ask/place.ts";
import { emptyWorker, folderWith } from "./run.ts";
import { scripted, take } from "./scripted.ts";

const otherPackage = { "package.json": '{ "name": "shop" }\n', "src/index.ts": "export {};\n" };

describe("where the sync goes", () => {
  test("is not asked in a worker", async () => {
    const cwd = await folderWith(emptyWorker);
    expect(await findPlace(cwd, scripted([]))).toMatchObject({ root: cwd, hasWorker: true, isAsked: false });
  });

  test("is this folder, if it is empty and one agrees", async () => {
    const cwd = await folderWith({ ".gitignore": "" });
    const asker = scripted([["Where should the worker be", take]]);
    expect(await findPlace(cwd, asker)).toMatchObject({ root: cwd, hasWorker: false });
    expect(asker.said).toEqual(["There is no Notion worker in this folder yet."]);
  });

  test("is this folder too where a worker was begun", async () => {
    const cwd = await folderWith({ "package.json": emptyWorker["package.json"], "notes.md": "" });
    expect((await findPlace(cwd, scripted([["Where should", take]]))).root).toBe(cwd);
  });

  test("is a new one, if this one holds something", async () => {
    const cwd = await folderWith({
      "notes.md": "",
      "shop/package.json": '{ "name": "shop" }',
      "odd/package.json": "{",
    });
    const asker = scripted([
      ["Where should", take],
      ["Name of the folder", { refused: "notes.md", saying: "a file of that name" }],
      ["Name of the folder", { refused: "shop", saying: "no Notion worker" }],
      ["Name of the folder", { refused: "odd", saying: "Invalid package.json" }],
      ["Name of the folder", { refused: "", saying: "such as my-worker" }],
      ["Name of the folder", { refused: "a\u0007b", saying: "without control characters" }],
      ["Name of the folder", take],
    ]);
    expect(await findPlace(cwd, asker)).toMatchObject({
      root: join(cwd, "my-worker"),
      hasWorker: false,
      isAsked: true,
    });
  });

  test("is never another package", async () => {
    const cwd = await folderWith({
      ...otherPackage,
      ...Object.fromEntries(Object.entries(emptyWorker).map(([path, text]) => [`workers/${path}`, text])),
    });
    const asker = scripted([["Name of the folder", "workers"]]);
    expect(await findPlace(cwd, asker)).toMatchObject({ root: join(cwd, "workers"), hasWorker: true });
    expect(asker.said).toEqual([expect.stringContaining("no Notion worker")]);
  });
});

describe("a folder on the command line", () => {
  test("may not exist yet, and may hold a worker", async () => {
    const cwd = await folderWith(emptyWorker);
    expect(await givenPlace(cwd, "new one")).toMatchObject({ root: join(cwd, "new one"), hasWorker: false });
    expect(await givenPlace(join(cwd, ".."), cwd)).toMatchObject({ root: cwd, hasWorker: true });
  });

  test("is refused if it is a file or another package", async () => {
    const cwd = await folderWith({ "notes.md": "", "shop/package.json": "{}" });
    await expect(givenPlace(cwd, "notes.md")).rejects.toMatchObject({ code: "ask/not-a-folder", exit: 2 });
    await expect(givenPlace(cwd, "shop")).rejects.toMatchObject({ code: "files/not-a-worker", exit: 4 });
  });
});
