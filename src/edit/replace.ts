/** Generated text that is to become another one; without `after` it goes. `name` is what a person would call it. */
export type Replacement = { name: string; before: string; after: string | undefined };

/**
 * Replaces generated texts that stand in a file exactly as they were written. Those that were edited since stay, and
 * are named; what already reads as it should is left alone. Line ends follow the file.
 */
export function replaceTexts(
  text: string,
  replacements: readonly Replacement[],
): { text: string; edited: string[] } {
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const inFile = (part: string) => part.trim().replaceAll("\n", newline);
  const edited: string[] = [];
  let result = text;
  for (const { name, before, after } of replacements) {
    const [old, wanted] = [inFile(before), after === undefined ? "" : inFile(after)];
    if (old === wanted || (wanted !== "" && result.includes(wanted))) continue;
    const at = result.indexOf(old);
    if (at === -1) edited.push(name);
    else if (wanted === "") result = without(result, { at, length: old.length, newline });
    else result = result.slice(0, at) + wanted + result.slice(at + old.length);
  }
  return { text: result, edited };
}

/** A text without one of its blocks, and without the blank line that stood before it. */
function without(
  text: string,
  { at, length, newline }: { at: number; length: number; newline: string },
): string {
  const before = text.slice(0, at);
  const after = text.slice(at + length);
  const gap = newline + newline;
  return before.endsWith(gap) && after.startsWith(newline)
    ? before.slice(0, -newline.length) + after.slice(newline.length)
    : before + after;
}
