const segmenter = new Intl.Segmenter();
const ascii = /^[\x20-\x7e]*$/;
const emoji =
  /\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F|\p{Regional_Indicator}{2}|\uFE0F?\u20E3/u;
const invisible = /^[\p{Mn}\p{Me}\p{Cf}]/u;
const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]|[\u{10800}-\u{10FFF}]|[\u{1E800}-\u{1EFFF}]/u;
// Directional marks reorder the rest of the line; the others take no room and hide in names. U+200D stays: it joins emoji.
const unsafeMarks = /[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;

// East Asian Wide and Fullwidth (UAX #11) beyond what \p{Emoji_Presentation} covers.
// prettier-ignore
const wideRanges: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f], [0x2329, 0x232a], [0x2e80, 0x303e], [0x3041, 0x4dbf], [0x4e00, 0xa4cf], [0xa960, 0xa97f],
  [0xac00, 0xd7a3], [0xf900, 0xfaff], [0xfe10, 0xfe19], [0xfe30, 0xfe6f], [0xff01, 0xff60], [0xffe0, 0xffe6],
  [0x16fe0, 0x18cff], [0x1aff0, 0x1b2ff], [0x1f200, 0x1f2ff], [0x20000, 0x3fffd],
];

/** One line that a terminal shows as it is: white space is one blank, control characters become pictures, marks that reorder text go. */
export function toPlainLine(text: string): string {
  if (ascii.test(text)) return text;
  return text
    .replace(/\s+/g, " ")
    .replace(/[\x00-\x1f]/g, (control) => String.fromCodePoint(0x2400 + control.charCodeAt(0)))
    .replace(/[\x7f-\x9f]|\p{Surrogate}/gu, "\uFFFD")
    .replace(unsafeMarks, "")
    .replace(/(\p{M}{4})\p{M}+/gu, "$1");
}

/** How many terminal columns a plain line takes: two for wide characters and emoji, none for combining marks. */
export function displayWidth(text: string): number {
  if (ascii.test(text)) return text.length;
  let width = 0;
  for (const { segment } of segmenter.segment(text)) width += graphemeWidth(segment);
  return width;
}

/** The text cut to at most `width` columns (from 1), with … where something is missing. */
export function cutToWidth(text: string, width: number): string {
  // Nothing beyond this many characters can be visible, and a cell may hold a whole article.
  const head = text.slice(0, width * 16);
  if (head.length === text.length && displayWidth(text) <= width) return text;
  let cut = "";
  let used = 0;
  for (const { segment } of segmenter.segment(head)) {
    used += graphemeWidth(segment);
    if (used > width - 1) break;
    cut += segment;
  }
  return `${cut}…`;
}

/** Fills a plain line up to `width` columns. Right-to-left text is isolated so that it does not reorder its neighbours. */
export function padToWidth(text: string, width: number, align: "left" | "right" = "left"): string {
  const gap = " ".repeat(Math.max(0, width - displayWidth(text)));
  const isolated = rightToLeft.test(text) ? `\u2068${text}\u2069` : text;
  return align === "left" ? isolated + gap : gap + isolated;
}

function graphemeWidth(grapheme: string): number {
  if (emoji.test(grapheme)) return 2;
  if (invisible.test(grapheme)) return 0;
  const code = grapheme.codePointAt(0) ?? 0;
  return wideRanges.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}
