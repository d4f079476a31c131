/**
 * Tests that share a process, and so the modules it has loaded: folders and files below test/. Each leaves the
 * process as it found it (`leaves-no-trace.ts` looks); those that load workers under a clock of their own are none of them.
 */
export const inOneProcess: readonly string[] = [
  "edit",
  "generators.test.ts",
  "house.test.ts",
  ...["add", "ask", "commands", "edit", "format", "model", "plan", "problems", "project", "render"].map(
    inSource,
  ),
  ...["skills", "source", "upstream", "world"].map(inSource),
];

function inSource(room: string): string {
  return `src/${room}`;
}

/** The path of a test file, or what finds all of a folder. */
export function toGlob(path: string): string {
  return path.endsWith(".ts") ? path : `${path}/**/*.test.ts`;
}
