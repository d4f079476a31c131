import { createMask, isSecretName } from "../run/mask.ts";

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

// Shapes that services give their tokens. At the end of a line, which may be cut, a beginning is enough.
const shapes =
  /\b(?:(?:sk|rk)_(?:live|test)_\w{4,}|whsec_[\w+/=]{4,}|gh[pousr]_\w{4,}|github_pat_\w{4,}|glpat-[\w-]{4,}|xox[abeoprs]-[\w-]{4,}|xapp-[\w-]{6,}|pat-(?:na|eu|ap)\d-[\w-]{4,}|shp(?:at|ca|pa|ss)_\w{4,}|lin_(?:api|oauth)_\w{4,}|ntn_\w{8,}|secret_\w{20,}|sk-[\w-]{16,}|AKIA[0-9A-Z]{8,}|ASIA[0-9A-Z]{8,}|ya29\.[\w-]{4,}|AIza[\w-]{8,}|GOCSPX-[\w-]{4,}|1\/\/0[\w-]{6,}|SG\.[\w-]{8,}(?:\.[\w-]{1,100})?|npm_\w{20,}|dop_v1_\w{8,}|ATATT[\w=-]{8,}|sntry[su]_[\w=+/-]{8,}|EAA[A-Za-z0-9]{20,}|eyJ[\w-]{4,}(?:\.[\w-]{0,8000}){0,4})/g;
const slackHook = /(hooks\.slack\.com\/(?:services|workflows)\/)[\w/-]{4,}/g;
const scheme =
  /\b((?:Bearer|Basic|Digest|ApiKey)(?:\s{1,4}|%20|\+))(?=[\w.~+/=-]{0,400}[\d.=+/~_]|[\w-]{20})([\w.~+/=-]{3,})/gi;
// A line that breaks off before the @; a host with a port looks alike but for its digits.
const cutUserinfo = /:\/\/([^\s/@"'<>\\?#:]{1,200}:(?!\d{1,5}$)[^\s/@"'<>\\?#]{1,400})$/;
const schemeWord = /^(?:Bearer|Basic|Digest|Token|ApiKey)\s{1,4}/i;
const userinfo = /:\/\/([^\s/@"'<>\\?#]{1,400})@/g;
// What stands before the word is looked at afterwards: a pattern for it would take quadratic time.
const word =
  /(token|secret|password|passwd|passphrase|pwd|api[_-]?key|apikey|private[_-]?key|access[_-]?key|signing[_-]?key|authorization|credentials?|cookie|signature|session(?:[_-]?(?:id|key))?|(?:[?&]|&amp;)(?:key|code|auth|sig|sid))(\\{0,8}["']?\]?\s{0,3}(?:=>|[:=])\s{0,3})(\\{0,8}["'`]?)/gi;
const notSecret =
  /(?:page|next|sync|delta|skip|continuation|continue|cursor|resume|start|prev|previous|change|watch|position|csrf-?param|max|num|count|total|prompt|completion|input|output)[_-]?$/i;
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

type Hide = (secret: string) => string;

/** A line of a key: what stands before the last word is what the platform put there. */
function hideLastWord(text: string, hide: Hide): string {
  const line = text.trimEnd();
  return line === "" ? text : line.slice(0, line.lastIndexOf(" ") + 1) + hide("a private key");
}

function hideShapes(text: string, hide: Hide): string {
  const sure = text
    .replace(shapes, (found) => hide(found))
    .replace(slackHook, (_, before: string) => `${before}${hide(before)}`)
    .replace(scheme, (_, name: string, value: string) => name + hide(value));
  const urls = sure.includes("://") ? hideUsers(sure, hide) : sure;
  return hideFields(urls, hide);
}

function hideUsers(text: string, hide: Hide): string {
  const whole = text.replace(userinfo, (_, user: string) => `://${hide(user)}@`);
  const from = Math.max(0, whole.length - 700);
  return (
    whole.slice(0, from) + whole.slice(from).replace(cutUserinfo, (_, user: string) => `://${hide(user)}`)
  );
}

/** Hides the value behind a word such as `password`: up to the closing quote, or to the next blank or separator. */
function hideFields(text: string, hide: Hide): string {
  let out = "";
  let done = 0;
  for (const found of text.matchAll(word)) {
    const [all, name = "", , quote = ""] = found;
    const behind = found.index + all.length;
    const begins = behind + (schemeWord.exec(text.slice(behind, behind + 20))?.[0].length ?? 0);
    if (found.index < done || notSecret.test(text.slice(Math.max(0, found.index - 20), found.index)))
      continue;
    const ends = quote === "" ? endOfBare(text, begins, name) : endOfQuoted(text, begins, quote);
    const value = text.slice(begins, ends);
    if (!isValue(value, quote)) continue;
    out += text.slice(done, begins) + hide(value);
    done = ends;
  }
  return done === 0 ? text : out + text.slice(done);
}

const separators = /[\s&"'`<>\\#,;)}\]|]/g;
const lineOfHeader = /["'`\\]|$/g;

function endOfBare(text: string, from: number, name: string): number {
  // A cookie has blanks and semicolons in it, and goes to the end of its line.
  const isHeader = /cookie|authorization/i.test(name);
  const pattern = isHeader ? lineOfHeader : separators;
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}

function endOfQuoted(text: string, from: number, quote: string): number {
  let at = from;
  for (;;) {
    const next = text.indexOf(quote, at);
    if (next === -1) return text.length;
    // Inside of quotes without a backslash, one behind a backslash is part of the value.
    if (quote.length > 1 || text[next - 1] !== "\\") return next;
    at = next + 1;
  }
}

const plainWords =
  /^(?:undefined|null|true|false|none|missing|invalid|expired|required|\[.{0,40}\]?|\$?\{.*)$/i;

/** Whether what stands behind such a word is a secret rather than a word about it ("token: expired", "cookie = null"). */
function isValue(value: string, quote: string): boolean {
  if (value.length < 3 || plainWords.test(value)) return false;
  return quote !== "" || value.length >= 12 || /[\d_.%~+/=-]/.test(value);
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
