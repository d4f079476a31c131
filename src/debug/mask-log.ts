import { createMask, isSecretName } from "../run/mask.ts";
import { hideShapes, type Hide } from "./mask-shapes.ts";

/** Takes secrets out of a log, line by line in order: a key may go over several, and a cut line may end inside of one. */
export type LogMask = {
  /**
   * The line without its secrets; equal ones become the same `[secret N]`, those of `.env` their name. `run` tells
   * lines apart that come in turns.
   */
  line(text: string, run?: string): string;
  /** How many were taken out. */
  count(): number;
};

const longestKeyBlock = 100;
const mostNumbered = 1_000;
const mostRuns = 500;
// A platform breaks off only long lines; behind a shorter one that ends in a secret comes another line.
const shortestBroken = 256;
const endsHidden = /\[secret \d{1,6}\]$/;
const tokenPart = /^[\w.~+/=%-]{4,}/;
const shortestPart = 6;

const keyBegins = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----/;
const keyEnds = /-----END [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----/;

/** Makes the mask for a log; `env` are the values that must not be seen whatever they look like, by name. */
export function createLogMask(env: Iterable<readonly [name: string, value: string]> = []): LogMask {
  const values = [...env];
  const known = createMask(values.flatMap(withForms));
  const secrets = values.filter(([name, value]) => isSecretName(name) && value.length > shortestPart);
  const numbers = new Map<string, number>();
  const openIn = new Map<string, Open>();
  let count = 0;
  const hide = (secret: string): string => {
    count += 1;
    const number = numbers.get(secret) ?? numbers.size + 1;
    if (numbers.size < mostNumbered) numbers.set(secret, number);
    return number > mostNumbered ? "[secret]" : `[secret ${number}]`;
  };
  const openOf = (run: string): Open => {
    const open = openIn.get(run) ?? { keyLines: 0, rest: "", goesOn: false };
    if (openIn.size > mostRuns) openIn.clear();
    openIn.set(run, open);
    return open;
  };
  return {
    count: () => count,
    line(text, run = "") {
      const open = openOf(run);
      const whole = hideCut(known(hideKey(hideRest(text, { open, hide }), { open, hide })), {
        open,
        hide,
        secrets,
      });
      if (whole !== text) count += 1;
      const hidden = hideShapes(whole, hide);
      open.goesOn = text.length >= shortestBroken && endsHidden.test(hidden);
      return hidden;
    },
  };
}

/** What a line left open: lines of a private key that may still come, the rest of a known value, a token at its end. */
type Open = { keyLines: number; rest: string; goesOn: boolean };
type Hiding = { open: Open; hide: Hide };

/** A private key, which goes over lines until its end or for as long as one can be. */
function hideKey(text: string, { open, hide }: Hiding): string {
  if (open.keyLines === 0) {
    const begins = text.includes("-----BEGIN") ? keyBegins.exec(text) : null;
    if (!begins) return text;
    const ends = keyEnds.exec(text.slice(begins.index));
    if (!ends) open.keyLines = longestKeyBlock;
    const after = ends ? text.slice(begins.index + ends.index + ends[0].length) : "";
    return `${text.slice(0, begins.index)}${hide("a private key")}${hideKey(after, { open, hide })}`;
  }
  open.keyLines -= 1;
  const ends = keyEnds.exec(text);
  if (!ends) return hideLastWord(text, hide);
  open.keyLines = 0;
  return text.slice(ends.index + ends[0].length);
}

/** What a line begins with that the one before broke off in. */
function hideRest(text: string, { open, hide }: Hiding): string {
  const { rest } = open;
  open.rest = "";
  if (rest !== "" && text.includes(rest)) return text.replace(rest, () => hide(rest));
  const part = open.goesOn ? tokenPart.exec(text)?.[0] : undefined;
  return part === undefined ? text : hide(part) + text.slice(part.length);
}

/** A known value of which a line has only the beginning. */
function hideCut(
  text: string,
  { open, hide, secrets }: Hiding & { secrets: readonly (readonly [string, string])[] },
): string {
  for (const [, value] of secrets) {
    const length = overlap(text, value);
    if (length === 0) continue;
    if (value.length - length >= 4) open.rest = value.slice(length);
    return `${text.slice(0, -length)}${hide(value)}`;
  }
  return text;
}

/** A line of a key: what stands before the last word is what the platform put there. */
function hideLastWord(text: string, hide: Hide): string {
  const line = text.trimEnd();
  return line === "" ? text : line.slice(0, line.lastIndexOf(" ") + 1) + hide("a private key");
}

/** A value as it reads inside of the SDK's markers, and in JSON inside of JSON. */
function withForms([name, value]: readonly [string, string]): [string, string][] {
  const escaped = value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const twice = JSON.stringify(JSON.stringify(value).slice(1, -1)).slice(1, -1);
  return [value, escaped, twice].map((form) => [name, form]);
}

/** How much of the beginning of `value` the text ends with; 0 if less than counts. */
function overlap(text: string, value: string): number {
  const tail = text.slice(-shortestPart);
  if (tail.length < shortestPart) return 0;
  for (let at = value.lastIndexOf(tail); at >= 0; at = at === 0 ? -1 : value.lastIndexOf(tail, at - 1)) {
    const length = at + shortestPart;
    if (length < value.length && text.endsWith(value.slice(0, length))) return length;
  }
  return 0;
}
