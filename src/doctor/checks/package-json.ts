import type { Check } from "../types.ts";

/** package.json: there, readable, and which kind of module it makes of the code. */
export const packageJson: Check = {
  id: "package-json",
  about: "project",
  look: async (place) => {
    const facts = await place.package();
    if (facts === undefined)
      return [
        {
          status: "problem",
          says: "package.json is missing: neither npm nor the build on Notion's side knows what the worker needs.",
          fix: "npm init --yes && npm install @notionhq/workers",
        },
      ];
    const kind = facts.type === "module" ? "ES modules" : "CommonJS";
    return [{ status: "ok", says: `package.json: ${facts.name ?? "without a name"}, ${kind}` }];
  },
};
