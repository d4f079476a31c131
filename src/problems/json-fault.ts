/** Where a text stops being JSON: the position counts from 0. */
export type JsonFault = { position: number; expected: string };

const blank = /[ \t\n\r]*/y;
const scalar =
  /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const name = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

/** The first fault of a text as JSON; undefined if there is none. JSON.parse names a position only for some, and by Node's version. */
export function findJsonFault(text: string): JsonFault | undefined {
  // What each open bracket still needs, innermost last; a loop, because hostile nesting would overflow the stack.
  const open: ("]" | "}")[] = [];
  let position = 0;
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = position;
    const match = pattern.exec(text);
    position += match?.[0].length ?? 0;
    return match !== null;
  };
  const takeSign = (sign: string): boolean => {
    take(blank);
    const isNext = text[position] === sign;
    position += isNext ? 1 : 0;
    return isNext;
  };
  const takeName = (): string | undefined =>
    takeBlankAnd(name) ? (takeSign(":") ? undefined : '":"') : "a name in double quotes";
  const takeBlankAnd = (pattern: RegExp): boolean => take(blank) && take(pattern);
  for (;;) {
    if (takeSign("{")) {
      open.push("}");
      if (!takeSign("}")) {
        const expected = takeName();
        if (expected !== undefined) return { position, expected };
        continue;
      }
      open.pop();
    } else if (takeSign("[")) {
      open.push("]");
      if (!takeSign("]")) continue;
      open.pop();
    } else if (!takeBlankAnd(scalar)) return { position, expected: "a value" };
    while (open.length > 0 && takeSign(open.at(-1) as string)) open.pop();
    if (open.length === 0) return takeBlankAnd(/$/y) ? undefined : { position, expected: "the end" };
    if (!takeSign(",")) return { position, expected: `"," or "${open.at(-1)}"` };
    const expected = open.at(-1) === "}" ? takeName() : undefined;
    if (expected !== undefined) return { position, expected };
  }
}
