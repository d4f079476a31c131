/**
 * Reads a log that is one JSON array, however it is laid out and wherever it is cut: gives each element's text, in
 * memory bounded by `longest` characters an element.
 */
export async function* splitArray(
  lines: AsyncIterable<{ text: string }>,
  longest: number,
): AsyncGenerator<{ text: string; isCut: boolean }, void, void> {
  let depth = 0;
  let isText = false;
  let isEscaped = false;
  let element = "";
  for await (const { text } of lines) {
    let from = 0;
    for (let at = 0; at < text.length; at++) {
      const character = text.charCodeAt(at);
      if (isText) {
        if (isEscaped) isEscaped = false;
        else if (character === 92) isEscaped = true;
        else if (character === 34) isText = false;
      } else if (character === 34) isText = true;
      else if (character === 123 || character === 91) {
        depth += 1;
        if (depth === 2) from = at;
      } else if (character === 125 || character === 93) {
        depth -= 1;
        if (depth !== 1) continue;
        yield { text: element + text.slice(from, at + 1), isCut: false };
        element = "";
        from = at + 1;
      }
    }
    if (depth >= 2 && element.length < longest) element += text.slice(from, from + longest);
  }
  if (depth >= 2 && element !== "") yield { text: element, isCut: true };
}
