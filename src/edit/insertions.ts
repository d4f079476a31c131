/** Text that goes into a file before the character at offset `at`. */
export type Insertion = { at: number; text: string };

/**
 * Puts insertions into a text. Nothing is ever replaced: taking the inserted texts out again gives the original, byte
 * for byte. Insertions at the same place keep their order.
 */
export function applyInsertions(text: string, insertions: readonly Insertion[]): string {
  const sorted = [...insertions].sort((a, b) => a.at - b.at);
  const parts: string[] = [];
  let from = 0;
  for (const insertion of sorted) {
    parts.push(text.slice(from, insertion.at), insertion.text);
    from = insertion.at;
  }
  return [...parts, text.slice(from)].join("");
}
