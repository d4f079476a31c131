import { entry } from "../entry.ts";

export const skillsProblems = {
  "skills/foreign": entry<{ place: string; backup: string }>({
    exit: 4,
    message: ({ place }) =>
      `"${place}" was not put there by create-sync (the template for Notion workers has skills of the same names). Nothing was written.`,
    fix: ({ backup }) =>
      `See what would be replaced with \`--force --dry-run\`, then run it with \`--force\`: what is there is kept in "${backup}", and \`create-sync skills uninstall\` puts it back`,
  }),
  "skills/edited": entry<{ name: string; files: string[]; backup: string }>({
    exit: 4,
    message: ({ name, files }) =>
      `Expected the files of the skill ${name} as they were installed, but somebody edited ${files.join(", ")}. Nothing was written.`,
    fix: ({ backup }) =>
      `Run it with \`--force\` to let go of the edits (they are kept in "${backup}"), or leave the skill as it is`,
  }),
  "skills/linked": entry<{ path: string }>({
    exit: 4,
    message: ({ path }) =>
      `"${path}" is a link, so what is behind it is not ours to replace. Nothing was written.`,
    fix: ({ path }) => `Remove the link "${path}" and run it again, or use the skill that it leads to`,
  }),
  "skills/no-folder": entry<{ path: string }>({
    exit: 4,
    message: ({ path }) =>
      `Expected "${path}" to be a folder or absent, but a file stands there. Nothing was written.`,
    fix: ({ path }) => `Move the file "${path}" out of the way and run it again`,
  }),
  "skills/bad-manifest": entry<{ file: string; why: string }>({
    exit: 4,
    message: ({ file, why }) => `Invalid "${file}": ${why}. It was not left there by this program.`,
    fix: ({ file }) =>
      `Take "${file}" back from version control, or delete it; skills that differ from this version's then count as not ours`,
  }),
};
