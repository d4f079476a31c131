/** What the SDK wrote in one of its markers. `isCut`: the closing tag or a part of the JSON is missing; `text` is what there is. */
export type Marker = { tag: "output" | "error"; json?: unknown; text: string; isCut: boolean };

const opening = /<__notion_(output|error)__>/;
// What a platform may put before a line and `shown.ts` does not know: no words, a digit or a bracket among them.
const beforeMarker = /^[\w:.,+\-[\]|()/= #@\t]{0,120}[\s|\]:)]$/;
const mostTries = 20;

/** The markers of a line, and what else is on it. A marker in the middle of a sentence is what somebody printed. */
export function readMarkers(line: string): { markers: Marker[]; rest: string } {
  const markers: Marker[] = [];
  let text = line;
  for (;;) {
    const found = text.includes("<__notion_") ? opening.exec(text) : null;
    if (!found) return { markers, rest: markers.length > 0 ? text.trim() : text };
    const before = text.slice(0, found.index);
    if (before.trim() !== "" && !(beforeMarker.test(before) && /[\d\]]/.test(before)))
      return { markers, rest: text };
    const tag = found[1] === "error" ? "error" : "output";
    const { marker, after } = readMarker(text.slice(found.index + found[0].length), tag);
    markers.push(marker);
    text = after;
  }
}

/** Output is not escaped, so that a record may hold the closing tag: the longest text that is JSON counts. */
function readMarker(text: string, tag: Marker["tag"]): { marker: Marker; after: string } {
  const closing = `</__notion_${tag}__>`;
  let end = text.lastIndexOf(closing);
  for (let tries = 0; end !== -1 && tries < mostTries; tries++) {
    const body = text.slice(0, end);
    const json = parse(tag === "error" ? unescapeTags(body) : body);
    if (json)
      return {
        marker: { tag, json: json.value, text: body, isCut: false },
        after: text.slice(end + closing.length),
      };
    end = end === 0 ? -1 : text.lastIndexOf(closing, end - 1);
  }
  return { marker: { tag, text: tag === "error" ? unescapeTags(text) : text, isCut: true }, after: "" };
}

/** SDK 0.8.11 and later escape what stands in an error; a text of an earlier one has no such marks in its tags. */
function unescapeTags(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
