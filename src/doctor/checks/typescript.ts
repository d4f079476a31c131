import type { Check } from "../types.ts";
import { isAtLeast } from "../versions.ts";

/** The project's own TypeScript; generated code is checked under 5.9 and 7, what is below 5.8 was not tried. */
export const typescript: Check = {
  id: "typescript",
  about: "project",
  look: async ({ installed, package: readPackage }) => {
    const version = await installed("typescript");
    if (version === undefined) {
      const isAsked = (await readPackage())?.ranges.has("typescript");
      return [
        {
          status: "problem",
          says: `TypeScript is ${isAsked ? "asked for but not" : "not"} installed: nothing checks the types.`,
          fix: isAsked ? "npm install" : 'npm install --save-dev "typescript@^5.9"',
        },
      ];
    }
    if (isAtLeast(version, "5.8.0")) return [{ status: "ok", says: `TypeScript ${version}` }];
    return [
      {
        status: "note",
        says: `TypeScript ${version} is older than any that generated code was checked with (5.8).`,
        fix: 'npm install --save-dev "typescript@^5.9"',
      },
    ];
  },
};
