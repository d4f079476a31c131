import { chmod, copyFile, mkdir, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { documentedCommands, type NtnFeatures } from "../../../src/ntn/features.ts";
import { openNtn, type Ntn, type NtnOptions } from "../../../src/ntn/ntn.ts";
import { repository, tempProject } from "../../kit/temp-project.ts";

export type Fake = {
  version?: string;
  answers?: Record<
    string,
    { out?: string; err?: string; exit?: number; hang?: boolean; repeat?: [string, number] } & Record<
      string,
      unknown
    >
  >;
};

/** A folder with the stand-in for a logged-in ntn of ntn.dev as its own ntn. `calls` reads what it was asked so far. */
export async function withFakeNtn(
  fake: Fake,
  files: Record<string, string> = {},
  options: Partial<NtnOptions> = {},
): Promise<{ root: string; ntn: Ntn; calls: () => Promise<string[][]>; remove: () => Promise<void> }> {
  const { root, remove } = await tempProject(files);
  const calls = join(root, "calls");
  await putFakeNtn(root);
  const env = { PATH: process.env.PATH, FAKE_NTN: JSON.stringify({ ...fake, calls }), ...options.env };
  const ntn = await openNtn(root, { ...options, env });
  if (ntn === undefined) throw new Error("the stand-in was not found");
  const read = async (): Promise<string[][]> =>
    (await readFile(calls, "utf8"))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as string[]);
  return { root, ntn, calls: read, remove };
}

/** Makes the stand-in the ntn of a project. */
export async function putFakeNtn(root: string): Promise<void> {
  const path = join(root, "node_modules", ".bin", "ntn");
  await mkdir(join(path, ".."), { recursive: true });
  await copyFile(fileURLToPath(new URL("fake-ntn.mjs", import.meta.url)), path);
  await chmod(path, 0o755);
}

/** Makes the real ntn 0.4.0 the ntn of a project. */
export async function putRealNtn(root: string): Promise<void> {
  await mkdir(join(root, "node_modules", ".bin"), { recursive: true });
  await symlink(join(repository, "node_modules", ".bin", "ntn"), join(root, "node_modules", ".bin", "ntn"));
}

/** A home in which nobody was ever logged in, and nothing of this machine's own. */
export function strangersHome(root: string): Record<string, string | undefined> {
  return { PATH: process.env.PATH, HOME: join(root, "home"), NOTION_KEYRING: "0" };
}

/** What the stand-in has, for tests that are not about asking for it. */
export const fakeFeatures: NtnFeatures = {
  has: new Set(documentedCommands),
  lacks: [],
  isWhole: true,
  takes: async (command, option) =>
    option === "--plain" || (option === "--no-watch" && command === "workers sync status"),
};
