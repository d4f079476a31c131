/** One step of a path: a name, or `each` for "every item of this array". */
export type Step = { name: string } | { each: true };

/** Names that reach into an object's prototype; a path with one of them is refused. */
const forbidden = new Set(["__proto__", "prototype", "constructor"]);

/**
 * Parses `user.login`, `labels[].name` or `["a.b"].c`; the empty text is the whole value.
 * Gives undefined for anything else, also for prototype names and for more than 8 steps.
 */
export function parsePath(text: string): Step[] | undefined {
  const steps: Step[] = [];
  let rest = text;
  while (rest !== "") {
    const match = /^(?:\.?\["([^"\\]{1,100})"\]|\.?([A-Za-z_$@][\w$@-]{0,99})|(\[\]))/.exec(rest);
    if (!match || (rest.startsWith(".") && steps.length === 0)) return undefined;
    const name = match[1] ?? match[2];
    if (name !== undefined && forbidden.has(name)) return undefined;
    if (name !== undefined && match[2] !== undefined && steps.length > 0 && !rest.startsWith("."))
      return undefined;
    steps.push(name === undefined ? { each: true } : { name });
    rest = rest.slice(match[0].length);
  }
  return steps.length <= 8 ? steps : undefined;
}

/** The names of a path without arrays, such as one into an answer's envelope; undefined if it maps over an array. */
export function pathNames(text: string): string[] | undefined {
  const steps = parsePath(text);
  return steps?.every((step) => "name" in step)
    ? steps.map((step) => (step as { name: string }).name)
    : undefined;
}
