import { entry } from "../entry.ts";

export const writeProblems = {
  "write/outside": entry<{ path: string; why: string }>({
    exit: 4,
    message: ({ path, why }) => `Invalid path "${path}": ${why}. Nothing was written.`,
    fix: () => "Use a path inside the worker's folder that does not lead out of it through a link",
  }),
  "write/not-a-file": entry<{ path: string; what: string }>({
    exit: 4,
    message: ({ path, what }) => `Expected "${path}" to be a file or absent; ${what}. Nothing was written.`,
    fix: ({ path }) => `Move what stands at "${path}" out of the way and run it again`,
  }),
  "write/not-utf8": entry<{ path: string }>({
    exit: 4,
    message: ({ path }) => `Expected "${path}" to be UTF-8: writing it would change bytes that are yours.`,
    fix: ({ path }) => `Save "${path}" as UTF-8 and run it again`,
  }),
  "write/changed": entry<{ path: string; how: "changed" | "appeared" | "vanished" }>({
    exit: 4,
    message: ({ path, how }) => `"${path}" ${how} while this ran. Nothing was written.`,
    fix: () => "Run the same command again; it starts from the file as it is now",
  }),
  "write/read-only": entry<{ path: string }>({
    exit: 4,
    message: ({ path }) => `Missing permission to write "${path}". Nothing was written.`,
    fix: ({ path }) => `Make "${path}" writable (chmod u+w), or run it where you may write`,
  }),
  "write/no-links": entry<{ path: string; code: string }>({
    exit: 4,
    message: ({ path, code }) =>
      `The system refused to make the link "${path}" (${code}). Nothing was written.`,
    fix: ({ path }) => `Run it on a disk that has links, or put a copy at "${path}" yourself`,
  }),
  "write/disk-full": entry<{ path: string }>({
    exit: 4,
    message: ({ path }) => `Too little space to write "${path}". Nothing was written.`,
    fix: () => "Free some disk space or quota and run the same command again",
  }),
  "write/failed": entry<{ path: string; code: string }>({
    exit: 4,
    message: ({ path, code }) => `The system refused to write "${path}" (${code}). Nothing was written.`,
    fix: () => "Check the disk and the folder's permissions, then run the same command again",
  }),
  "write/stuck": entry<{ path: string; code: string }>({
    exit: 4,
    message: ({ path, code }) =>
      `The system refused to write "${path}" (${code}), and then to put the other files back as they were.`,
    fix: () => "Mend the disk or its permissions, then run create-sync inspect: it puts the old files back",
  }),
  "write/busy": entry<{ pid: number }>({
    exit: 4,
    message: ({ pid }) => `Another create-sync (process ${pid}) is writing in this folder.`,
    fix: () =>
      "Wait for it to end and run the same command again; ten minutes after its last write it counts as dead",
  }),
  "write/interrupted": entry<{ folder: string }>({
    exit: 4,
    message: ({ folder }) =>
      `An earlier run was killed while it wrote; "${folder}" holds what is needed to put the files right, and a dry run writes nothing.`,
    fix: () => "create-sync inspect puts the files right; then run the same command again",
  }),
  "write/edited-since": entry<{ path: string; kept: string }>({
    exit: 4,
    message: ({ path, kept }) =>
      `An earlier run was killed while it wrote, and "${path}" was edited since, so it was left as it is; ${kept}.`,
    fix: ({ path }) =>
      `Bring "${path}" into the state you want, delete the folder .create-sync and run it again`,
  }),
  "write/bad-journal": entry<{ folder: string }>({
    exit: 4,
    message: ({ folder }) => `Invalid journal in "${folder}": it was not left there by this program.`,
    fix: ({ folder }) => `Look at what is in "${folder}", then delete it and run the same command again`,
  }),
};
