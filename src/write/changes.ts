/** One file that is to be written. Paths are relative to the project root, with forward slashes. */
export type FileChange = {
  path: string;
  /** The text on disk when the change was computed; undefined for a new file. */
  before: string | undefined;
  after: string;
  /** Permission bits of a new file; default 0o644. */
  mode?: number;
};
