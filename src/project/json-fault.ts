const whitespace = /[ \t\r\n]*/y;
const scalar =
  /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})[^"\\\u0000-\u001f]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/**
 * Where a text stops being JSON, as an offset; undefined if it is JSON. Node's own message tells the place only for
 * some errors, and in words that differ between versions.
 */
export function findJsonFault(text: string): number | undefined {
  let at = 0;
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const length = pattern.exec(text)?.[0].length ?? 0;
    at += length;
    return length > 0;
  };
  const take = (character: string): boolean => {
    skip(whitespace);
    if (text[at] !== character) return false;
    at++;
    return true;
  };
  const takeKey = (): boolean => {
    skip(whitespace);
    return text[at] === '"' && skip(scalar) && take(":");
  };
  // Brackets still open; a loop over them, since a hostile file could nest deeper than the call stack.
  const open: string[] = [];
  while (true) {
    if (open.at(-1) === "}" && !takeKey()) return at;
    skip(whitespace);
    if (take("{") || take("[")) {
      const close = text[at - 1] === "{" ? "}" : "]";
      if (!take(close)) {
        open.push(close);
        continue;
      }
    } else if (!skip(scalar)) {
      return at;
    }
    while (open.length > 0 && take(open.at(-1) ?? "")) open.pop();
    if (open.length === 0) break;
    if (!take(",")) return at;
  }
  skip(whitespace);
  return at === text.length ? undefined : at;
}
