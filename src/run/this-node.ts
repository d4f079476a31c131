/** The Node that runs us: its program, and its version as "22.12.0". */
export type ThisNode = { path: string; version: string };

/** Which Node that is. */
export function thisNode(): ThisNode {
  return { path: process.execPath, version: process.version.slice(1) };
}
