/** What stands for a secret in what comes out. */
export type Hide = (secret: string) => string;

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

/** Hides all of a line that looks like a secret, or stands where secrets stand. Takes time by the length of the line alone. */
export function hideShapes(text: string, hide: Hide): string {
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
