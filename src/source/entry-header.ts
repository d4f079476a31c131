/** What a list of the catalogue shows of an entry. */
export type EntrySummary = {
  id: string;
  title: string;
  summary: string;
  product: string;
  keywords: string[];
};

/**
 * Reads the head of a catalogue file without a YAML parser, so that the first prompt does not wait for one. Each of
 * these values stands on a line of its own in our files (a test compares them with what the parser reads).
 */
export function readEntryHeader(text: string): EntrySummary {
  const keywords = /^keywords: \[(.*)\]$/m.exec(text)?.[1] ?? "";
  return {
    id: valueOf(text, "id"),
    title: valueOf(text, "title"),
    summary: valueOf(text, "summary"),
    product: valueOf(text, "product"),
    keywords: keywords.split(",").flatMap((word) => unquote(word.trim()) || []),
  };
}

function valueOf(text: string, name: string): string {
  return unquote(new RegExp(`^${name}: (.*)$`, "m").exec(text)?.[1]?.trim() ?? "");
}

function unquote(text: string): string {
  return text.startsWith('"') ? String(JSON.parse(text)) : text;
}
