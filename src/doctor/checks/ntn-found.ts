import type { Check } from "../types.ts";

const fromNtnDev = "Install the one of ntn.dev: curl -fsSL https://ntn.dev | bash";
// Those that somebody needs whose sync is deployed; there are more.
const wanted = [
  "workers sync status",
  "workers sync trigger",
  "workers sync state reset",
  "workers runs logs",
];

/** Notion's command line: whether it is there, and which of the documented commands it has. */
export const ntnFound: Check = {
  id: "ntn-found",
  about: "machine",
  look: async (place) => {
    const ntn = await place.ntn();
    if (ntn === undefined)
      return [{ status: "note", says: "ntn is not installed; deploying needs it.", fix: fromNtnDev }];
    const where = ntn.from === "project" ? "of this project" : ntn.path;
    const features = await place.features();
    if (ntn.version === undefined || features === undefined)
      return [
        {
          status: "problem",
          says: `The program ntn (${where}) does not answer as Notion's does.`,
          fix: `${ntn.path} --version shows what it is. ${fromNtnDev}`,
        },
      ];
    const lacks = wanted.filter((command) => !features.has.has(command));
    const found = `ntn ${ntn.version} (${where})`;
    if (lacks.length === 0) return [{ status: "ok", says: found }];
    if (!features.isWhole)
      return [{ status: "note", says: `${found} took too long to say which commands it has.` }];
    return [
      {
        status: "note",
        says: `${found} has no ${features.lacks.map((command) => `\`${command}\``).join(", ")}.`,
        fix: fromNtnDev,
      },
    ];
  },
};
