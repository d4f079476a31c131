import type { Check } from "../types.ts";
import { isAtLeast } from "../versions.ts";

/** Node: 20.17 is what create-sync needs, 22 what Notion's quickstart and its template ask for. */
export const nodeVersion: Check = {
  id: "node-version",
  about: "machine",
  look: async ({ node: { version } }) => {
    if (!isAtLeast(version, "20.17.0"))
      return [
        { status: "problem", says: `Node ${version} is too old: create-sync needs 20.17.`, fix: install },
      ];
    if (!isAtLeast(version, "22.0.0"))
      return [
        {
          status: "note",
          says: `Node ${version} works; Notion's template asks for 22, and npm warns of it.`,
          fix: install,
        },
      ];
    return [{ status: "ok", says: `Node ${version}` }];
  },
};

const install = "Install Node 22 or later: https://nodejs.org/en/download";
