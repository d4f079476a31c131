/**
 * Tests that share a process, and so the modules it has loaded: folders and files below test/. Each leaves the
 * process as it found it (`leaves-no-trace.ts` looks); those that load workers under a clock of their own are none of them.
 */
export const inOneProcess: readonly string[] = [
  ...["cli", "edit", "evals", "kit", "skills", "templates", "validate"],
  ...["generators.test.ts", "golden.test.ts", "house.test.ts", "readme.test.ts"],
  ...["src/index.test.ts", "src/package-files.test.ts"],
  ...["add", "ask", "commands", "debug", "demo", "doctor", "edit", "format", "model", "notion"].map(inSource),
  ...["ntn", "plan", "problems", "project", "render", "run", "skills", "source", "upstream"].map(inSource),
  ...["world", "write"].map(inSource),
];

function inSource(room: string): string {
  return `src/${room}`;
}

/** The path of a test file, or what finds all of a folder. */
export function toGlob(path: string): string {
  return path.endsWith(".ts") ? path : `${path}/**/*.test.ts`;
}
