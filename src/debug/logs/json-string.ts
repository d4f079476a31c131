/** Reads a JSON text from behind its opening quote to its end or, where the log breaks off, as far as it goes. */
export function readJsonString(text: string, from: number): { value: string; end: number; isWhole: boolean } {
  let end = from;
  while (end < text.length && text[end] !== '"') end += text[end] === "\\" ? 2 : 1;
  const isWhole = end < text.length;
  const raw = text.slice(from, Math.min(end, text.length));
  return { value: unescape(raw), end, isWhole };
}

function unescape(raw: string): string {
  for (const whole of [raw, raw.replace(/\\(?:u[\da-f]{0,3})?$/i, "")]) {
    try {
      return JSON.parse(`"${whole}"`) as string;
    } catch {
      // An escape that is cut in two, or no JSON after all.
    }
  }
  return raw;
}
