import type { Check } from "../types.ts";

/** tsx runs the worker on this machine: for `create-sync run`, for the tests, and for `ntn workers exec --local`. */
export const tsx: Check = {
  id: "tsx",
  about: "project",
  look: async ({ installed, package: readPackage }) => {
    const version = await installed("tsx");
    if (version !== undefined) return [{ status: "ok", says: `tsx ${version}` }];
    const isAsked = (await readPackage())?.ranges.has("tsx");
    return [
      {
        status: "problem",
        says: `tsx is ${isAsked ? "asked for but not" : "not"} installed: nothing can run the worker on this machine.`,
        fix: isAsked ? "npm install" : "npm install --save-dev tsx",
      },
    ];
  },
};
