/** A line of a stack as it reads: `location` is a path or a file: URL, `inside` the function, where it has a name. */
export type StackLine = { location: string; line: number; column: number; inside?: string };

// "at run (file:///worker/src/index.ts:3:5)" of V8, "/worker/src/index.ts:3:5: ERROR:" of esbuild.
const callLine = /^\s*at (?:async )?(?:(.+?) \()?((?:file:\/\/|\/|[A-Za-z]:[\\/]).+?):(\d+):(\d+)\)?$/;
const compilerLine = /^()((?:\/|[A-Za-z]:[\\/]).+?):(\d+):(\d+): ERROR:/;

/** Reads one line of a stack, or of what esbuild says about a file; undefined for any other. */
export function readStackLine(line: string): StackLine | undefined {
  const found = callLine.exec(line) ?? compilerLine.exec(line);
  if (found?.[2] === undefined) return undefined;
  const inside = found[1] && !found[1].includes("<anonymous>") ? { inside: found[1].slice(0, 100) } : {};
  return { location: found[2], line: Number(found[3]), column: Number(found[4]), ...inside };
}
