/** Where a value is in a plan: names and positions from the top. */
export type FieldPath = readonly (string | number)[];

/** Names that reach into an object's prototype; no key of a plan may be one of them. */
export const prototypeNames: ReadonlySet<string> = new Set(["__proto__", "prototype", "constructor"]);

/** A path as people write it: `fields[2].name`, `source.headers["X.Y"]`. */
export function sayPath(path: FieldPath): string {
  return path.map(sayStep).join("").replace(/^\./, "");
}

function sayStep(step: string | number): string {
  if (typeof step === "number") return `[${step}]`;
  return /^[A-Za-z_$][\w$-]*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
}

/**
 * Parses `schedule.delta`, `fields[2].name` or `fields.Issue Link.type`; a name with a dot or bracket is written
 * `fields["v1.0"]`. Undefined for anything else and for prototype names.
 */
export function parseFieldPath(text: string): FieldPath | undefined {
  const steps: (string | number)[] = [];
  let rest = text;
  while (rest !== "") {
    const match = /^(?:\[(\d{1,3})\]|\[("(?:[^"\\]|\\.){1,200}")\]|(\.?)([^.[\]"]{1,200}))/.exec(rest);
    if (!match || (match[4] !== undefined && (match[3] === ".") === (steps.length === 0))) return undefined;
    const step = match[1] !== undefined ? Number(match[1]) : (match[4] ?? parseQuoted(match[2] ?? ""));
    if (step === undefined || (typeof step === "string" && prototypeNames.has(step))) return undefined;
    steps.push(step);
    rest = rest.slice(match[0].length);
  }
  return steps.length > 0 && steps.length <= 12 ? steps : undefined;
}

function parseQuoted(text: string): string | undefined {
  try {
    return String(JSON.parse(text));
  } catch {
    return undefined;
  }
}
