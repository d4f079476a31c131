import { findText, kindOf, listFolder } from "../../project/text-file.ts";
import type { PackageFacts } from "../../project/package-json.ts";
import type { Check, Finding, Place } from "../types.ts";

const lockfiles = [
  "package-lock.json",
  "npm-shrinkwrap.json",
  "pnpm-lock.yaml",
  "yarn.lock",
  "bun.lock",
  "bun.lockb",
];

/** The lockfile: one, and of this package.json. The build on Notion's side installs anew. */
export const lockfile: Check = {
  id: "lockfile",
  about: "project",
  look: async (place) => {
    const names = await listFolder(place.root, ".");
    const found = lockfiles.filter((name) => names.includes(name));
    if (found.length > 1)
      return [
        {
          status: "note",
          says: `There are several lockfiles: ${found.join(", ")}. They drift apart.`,
          fix: "Keep that of the package manager you use, and delete the others",
        },
      ];
    const [only] = found;
    if (only === undefined) return lookAbove(place);
    const wrong = only === "package-lock.json" ? await findWrong(place) : undefined;
    if (wrong === undefined) return [{ status: "ok", says: `Lockfile: ${only}` }];
    return [
      {
        status: "problem",
        says: `${only} does not fit package.json (${wrong}): npm ci refuses it.`,
        fix: "npm install",
      },
    ];
  },
};

async function lookAbove({ root }: Place): Promise<Finding[]> {
  const above = await Promise.all(["..", "../.."].map((folder) => listFolder(root, folder)));
  const isInWorkspace = above.some((names) => lockfiles.some((name) => names.includes(name)));
  if (isInWorkspace) return [{ status: "ok", says: "Lockfile: in a folder above" }];
  return [
    {
      status: "note",
      says: "There is no lockfile, so every install may get other versions.",
      fix: "npm install, and commit package-lock.json",
    },
  ];
}

/** The first package whose range differs between the two files; undefined too where that cannot be told. */
async function findWrong(place: Place): Promise<string | undefined> {
  if ((await kindOf(place.root, "package-lock.json")) !== "file") return undefined;
  const text = await findText(place.root, "package-lock.json").catch(() => undefined);
  const facts = await place.package();
  if (text === undefined || facts === undefined) return undefined;
  const locked = readLocked(text);
  return locked === "not JSON" ? locked : locked && findDifference(facts, locked);
}

function findDifference(facts: PackageFacts, locked: ReadonlyMap<string, unknown>): string | undefined {
  const names = [...new Set([...facts.ranges.keys(), ...locked.keys()])];
  return names.find((name) => facts.ranges.get(name) !== locked.get(name));
}

function readLocked(text: string): ReadonlyMap<string, unknown> | "not JSON" | undefined {
  try {
    const root = at(at(JSON.parse(text), "packages"), "");
    if (root === undefined) return undefined;
    const fields = ["peerDependencies", "optionalDependencies", "devDependencies", "dependencies"];
    return new Map(fields.flatMap((field) => Object.entries(at(root, field) ?? {})));
  } catch {
    return "not JSON";
  }
}

function at(value: unknown, name: string): object | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const found: unknown = Object.entries(value).find(([key]) => key === name)?.[1];
  return typeof found === "object" && found !== null ? found : undefined;
}
