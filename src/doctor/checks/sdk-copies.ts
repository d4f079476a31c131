import { join } from "node:path";
import { findPackage } from "../../project/package-json.ts";
import { kindOf, listFolder } from "../../project/text-file.ts";
import type { Check } from "../types.ts";

const sdkName = "@notionhq/workers";
const mostPackages = 3_000;

/** A second copy of the SDK inside of another package: what that one makes is not of the first one's kinds. */
export const sdkCopies: Check = {
  id: "sdk-copies",
  about: "project",
  look: async ({ root, installed }) => {
    const own = await installed(sdkName);
    if (own === undefined) return [];
    const copies: string[] = [];
    for (const name of await listPackages(root)) {
      const version = await findVersion(root, `node_modules/${name}`);
      if (version !== undefined) copies.push(`${version} in node_modules/${name}`);
    }
    if (copies.length === 0) return [{ status: "ok", says: "One copy of the SDK" }];
    return [
      {
        status: "problem",
        says: `The SDK is installed more than once: ${own}, and ${copies.slice(0, 3).join(", ")}.`,
        fix: `npm ls ${sdkName} shows who wants which; npm dedupe, or one range for all`,
      },
    ];
  },
};

async function listPackages(root: string): Promise<string[]> {
  const names = await listFolder(root, "node_modules");
  const scopes = names.filter((name) => name.startsWith("@"));
  const scoped = await Promise.all(
    scopes.map(async (scope) =>
      (await listFolder(root, `node_modules/${scope}`)).map((name) => `${scope}/${name}`),
    ),
  );
  const plain = names.filter((name) => !name.startsWith("@") && !name.startsWith("."));
  return [...plain, ...scoped.flat()].slice(0, mostPackages);
}

async function findVersion(root: string, path: string): Promise<string | undefined> {
  // A linked package has dependencies of its own, for its own development.
  if ((await kindOf(root, path)) !== "folder") return undefined;
  return (await findPackage(join(root, path, "node_modules", sdkName)).catch(() => undefined))?.version;
}
