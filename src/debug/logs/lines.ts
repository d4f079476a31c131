import { withoutColour } from "../../problems/printable.ts";

/** A line without its end. `isCut`: it was longer than is kept. */
export type RawLine = { text: string; isCut: boolean };

/** What a log is given as: pieces cut anywhere, of text or of UTF-8. */
export type LogChunks = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;

/** Longer ones keep their beginning. The largest page that Notion takes is far below. */
export const longestLine = 4 * 1024 * 1024;

/** Splits what comes in anywhere into lines. Bytes that are no UTF-8 become U+FFFD; a line of any length takes bounded memory. */
export async function* splitLines(
  chunks: LogChunks,
  count: (bytes: number) => void,
): AsyncGenerator<RawLine, void, void> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: false });
  let parts: string[] = [];
  let length = 0;
  const add = (part: string): void => {
    if (length < longestLine) parts.push(part.length > longestLine ? part.slice(0, longestLine) : part);
    length += part.length;
  };
  let isFirst = true;
  const take = (): RawLine => {
    const text = isFirst ? parts.join("").replace(/^\uFEFF/, "") : parts.join("");
    const line = { text: text.slice(0, longestLine), isCut: length > longestLine };
    isFirst = false;
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of chunks) {
    count(typeof chunk === "string" ? Buffer.byteLength(chunk) : chunk.byteLength);
    const text = typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
    let from = 0;
    for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", from)) {
      add(text.slice(from, end));
      from = end + 1;
      yield plainLine(take());
    }
    if (from < text.length) add(from === 0 ? text : text.slice(from));
  }
  const rest = decoder.decode();
  if (rest !== "") add(rest);
  if (length > 0) yield plainLine(take());
}

function plainLine(line: RawLine): RawLine {
  // The platform may have coloured what it puts before a line.
  const text = line.text.includes("\u001b") ? withoutColour(line.text) : line.text;
  return text.endsWith("\r") ? { ...line, text: text.slice(0, -1) } : { ...line, text };
}
