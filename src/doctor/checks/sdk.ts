import { newestKnownSdk, readSdk } from "../../project/sdk.ts";
import type { Check, Finding, Place } from "../types.ts";
import { isAtLeast } from "../versions.ts";

const sdkName = "@notionhq/workers";
const update = `npm install ${sdkName}@^${newestKnownSdk}`;
// First releases of each, from the packages' own sources.
const features: readonly [since: string, what: string][] = [
  ["0.4.0", "RateLimitError (a 429 counts as a failure without it)"],
  ["0.8.11", "brokered credentials, attached databases, page covers, errors that the log can be read by"],
  ["0.8.12", "states beyond what an argument holds"],
];

/** Notion's SDK: asked for, installed, and what its version can do. */
export const sdk: Check = {
  id: "sdk",
  about: "project",
  look: async (place) => {
    const range = (await place.package())?.ranges.get(sdkName);
    const installed = await place.installed(sdkName);
    const facts = readSdk(installed, range);
    if (!facts)
      return [{ status: "problem", says: `${sdkName} is not a dependency of this package.`, fix: update }];
    if (installed === undefined)
      return [
        {
          status: "problem",
          says: `${sdkName} is asked for (${range}) but not installed.`,
          fix: "npm install",
        },
      ];
    const unasked: Finding[] =
      range === undefined
        ? [
            {
              status: "problem",
              says: `${sdkName} ${installed} is installed, but package.json does not ask for it: the build on Notion's side would not have it.`,
              fix: update,
            },
          ]
        : [];
    return [...unasked, ...(await judge(place, installed))];
  },
};

async function judge(place: Place, version: string): Promise<Finding[]> {
  const items = (await place.code().catch(() => undefined))?.items ?? [];
  const credential = items.find(({ kind }) => kind === "credential");
  if (credential && !isAtLeast(version, "0.8.11"))
    return [
      {
        status: "problem",
        says: `${credential.file}:${credential.line} declares a credential, which ${sdkName} ${version} does not know (0.8.11 does).`,
        fix: update,
      },
    ];
  const lacks = features.flatMap(([since, what]) => (isAtLeast(version, since) ? [] : [what]));
  if (lacks.length > 0)
    return [{ status: "note", says: `${sdkName} ${version} has no ${lacks.join("; no ")}.`, fix: update }];
  if (isAtLeast(version, newestKnownSdk) && version !== newestKnownSdk)
    return [
      {
        status: "note",
        says: `${sdkName} ${version} is newer than what this create-sync was tested with (${newestKnownSdk}).`,
        fix: "npx create-sync@latest doctor, and npm run check",
      },
    ];
  return [{ status: "ok", says: `${sdkName} ${version}` }];
}
