import { join } from "node:path";
import { build } from "esbuild";
import { afterEach, describe, expect, it } from "vitest";
import { createPlaces, guessPlaces } from "../../../../src/debug/logs/places.ts";
import { tempProject, type TempProject } from "../../../kit/temp-project.ts";

const project: TempProject[] = [];
afterEach(async () => {
  for (const one of project.splice(0)) await one.remove();
});

const client = `export class Shop {
  async get(path: string): Promise<string> {
    throw new Error(path);
  }
}
`;
const index = `import { Shop } from "./client/shop.js";

export async function listOrders(): Promise<string> {
  return new Shop().get("/orders");
}
`;

async function make(files: Record<string, string> = {}): Promise<string> {
  const made = await tempProject({ "src/index.ts": index, "src/client/shop.ts": client, ...files });
  project.push(made);
  return made.root;
}

const frame = (location: string, line = 3, inside?: string) => ({
  ...{ location, line, column: 11, ...(inside !== undefined && { inside }) },
});

describe("places of another machine", () => {
  it("are the project's by the end of their path", async () => {
    const places = await createPlaces(await make());
    const found = await places([
      frame("/app/src/client/shop.ts", 3, "Shop.get"),
      frame("file:///var/task/src/index.ts?v=3", 4),
      frame("C:\\work\\src\\index.ts", 5),
      frame("/app/src/nowhere.ts"),
      frame("/app/node_modules/x/src/index.ts"),
      frame("node:internal/src/index.ts"),
      frame("file:///%zz/src/index.ts"),
    ]);
    expect(found).toEqual([
      { file: "src/client/shop.ts", line: 3, column: 11, inside: "Shop.get" },
      { file: "src/index.ts", line: 4, column: 11 },
      { file: "src/index.ts", line: 5, column: 11 },
    ]);
  });

  it.each(["linked", "inline"] as const)(
    "in built code are found by a source map that is %s",
    async (sourcemap) => {
      const root = await make();
      const outfile = join(root, "dist/index.js");
      await build({
        entryPoints: [join(root, "src/index.ts")],
        outfile,
        bundle: true,
        format: "esm",
        sourcemap,
        logLevel: "silent",
      });
      const { readFile } = await import("node:fs/promises");
      const lines = (await readFile(outfile, "utf8")).split("\n");
      const line = lines.findIndex((one) => one.includes("throw new Error")) + 1;
      const column = (lines[line - 1]?.indexOf("throw") ?? 0) + 1;
      const places = await createPlaces(root);
      expect(await places([{ location: "/app/dist/index.js", line, column, inside: "Shop.get" }])).toEqual([
        { file: "src/client/shop.ts", line: 3, column: 5, inside: "Shop.get" },
      ]);
    },
  );

  it("in built code without a map are found by the function's name, if it is one of a kind", async () => {
    const places = await createPlaces(
      await make({ "src/other.ts": "const twice = 1;\n", "src/more.ts": "let twice = 2;\n" }),
    );
    expect(
      await places([
        frame("/app/dist/index.js", 90, "Shop.get"),
        frame("/app/dist/index.js", 91, "listOrders"),
        frame("/app/dist/index.js", 92, "twice"),
        frame("/app/dist/index.js", 93, "nowhere"),
        frame("/app/dist/index.js", 94),
        frame("/app/dist/../../etc/index.js", 95, "listOrders"),
      ]),
    ).toEqual([
      { file: "src/client/shop.ts", line: 2, inside: "Shop.get" },
      { file: "src/index.ts", line: 3, inside: "listOrders" },
    ]);
  });

  it("are found with a map that is none, or that leads out of the project", async () => {
    const out = { version: 3, sources: ["../../../etc/passwd"], names: [], mappings: "AAAA" };
    const root = await make({
      "dist/a.js": "x",
      "dist/a.js.map": "{",
      "dist/b.js": "x",
      "dist/b.js.map": JSON.stringify(out),
    });
    const places = await createPlaces(root);
    expect(await places([frame("/app/dist/a.js", 1, "listOrders"), frame("/app/dist/b.js", 1)])).toEqual([
      { file: "src/index.ts", line: 3, inside: "listOrders" },
    ]);
  });

  it("without a project are what stands behind src", async () => {
    expect(
      await guessPlaces([
        frame("/app/src/a/b.ts"),
        frame("/app/dist/b.js"),
        frame("/node_modules/x/src/c.ts"),
      ]),
    ).toEqual([{ file: "src/a/b.ts", line: 3, column: 11 }]);
  });
});
