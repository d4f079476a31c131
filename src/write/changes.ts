/** One file that is to be written. Paths are relative to the project root, with forward slashes. */
export type FileChange = {
  path: string;
  /** The text on disk when the change was computed; undefined for a new file. */
  before: string | undefined;
  after: string;
  /** Permission bits of a new file; default 0o644. */
  mode?: number;
};

/** A file or a link to a folder that comes, changes or goes; nothing stands where a text is undefined. */
export type Change = Omit<FileChange, "after"> & {
  after: string | undefined;
  /** Which of the two texts is a link's target, seen from the folder the link is in, and not a file's content. */
  link?: "before" | "after" | "both";
};

/** Whether a change finds a link or leaves one. */
export function isLink({ link }: Change, when: "before" | "after"): boolean {
  return link === when || link === "both";
}
