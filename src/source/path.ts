/** One step of a path: a name, or `each` for "every item of this array"; with `first`, only for the first one. */
export type Step = { name: string } | { each: true; first?: true };

/** The way to a value of an answer: names of members, and places in lists, from 0. */
export type AnswerPath = readonly (string | number)[];

/** Names that reach into an object's prototype; a path with one of them is refused. */
const forbidden = new Set(["__proto__", "prototype", "constructor"]);

/**
 * Parses `user.login`, `labels[].name`, `items[0].name` or `["a.b"].c`; the empty text is the whole value.
 * Gives undefined for anything else, also for prototype names and for more than 8 steps.
 */
export function parsePath(text: string): Step[] | undefined {
  const steps = readSteps(text)?.map((step): Step | undefined => {
    if (!("index" in step)) return step;
    return step.index === 0 ? { each: true, first: true } : undefined;
  });
  return steps?.every((step) => step !== undefined) ? steps : undefined;
}

/** Whether a step leads to all items of a list, so that what is behind it is a list too. */
export const isEvery = (step: Step): boolean => "each" in step && step.first !== true;

/** The names of a path without arrays, such as one to a record's id; undefined if it maps over an array. */
export function pathNames(text: string): string[] | undefined {
  const steps = parsePath(text);
  return steps?.every((step) => "name" in step)
    ? steps.map((step) => (step as { name: string }).name)
    : undefined;
}

/**
 * The way to one value of an answer: `data.items`, or `responses[0].items` through the first element of a list. The
 * place in a list is one digit. Undefined where `parsePath` gives that, and for a path that maps over an array.
 */
export function answerPath(text: string): AnswerPath | undefined {
  const keys = readSteps(text)?.map((step) =>
    "name" in step ? step.name : "index" in step ? step.index : undefined,
  );
  return keys?.every((key) => key !== undefined) ? keys : undefined;
}

function readSteps(text: string): (Step | { index: number })[] | undefined {
  const steps: (Step | { index: number })[] = [];
  let rest = text;
  while (rest !== "") {
    const match = /^(?:\.?\["([^"\\]{1,100})"\]|\.?([A-Za-z_$@][\w$@-]{0,99})|\[(\d?)\])/.exec(rest);
    if (!match || (rest.startsWith(".") && steps.length === 0)) return undefined;
    const [whole, quoted, plain, place] = match;
    const name = quoted ?? plain;
    if (name !== undefined && forbidden.has(name)) return undefined;
    if (plain !== undefined && steps.length > 0 && !rest.startsWith(".")) return undefined;
    if (name !== undefined) steps.push({ name });
    else steps.push(place ? { index: Number(place) } : { each: true });
    rest = rest.slice(whole.length);
  }
  return steps.length <= 8 ? steps : undefined;
}
