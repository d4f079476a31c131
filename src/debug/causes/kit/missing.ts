import type { Heard } from "../../evidence.ts";

const name = "\\b([A-Z][A-Z0-9]*_[A-Z0-9_]+|[A-Z][A-Z0-9_]{4,})\\b";
const after = new RegExp(
  `["'\`]?${name}["'\`]?\\s*(?:environment variable |env(?:ironment)? var(?:iable)? |variable |secret )?(?:is|was|must be|has to be|needs to be|:)?\\s*(?:not (?:set|defined|configured|found|provided|present|available)|missing|required|undefined|unset|empty|set|absent|blank)\\b`,
);
const before = new RegExp(
  `\\b(?:[Mm]issing|[Ss]et|[Rr]equired?s?|[Nn]eeds?|[Nn]o|[Uu]ndefined|[Uu]nset|[Pp]rovide|[Ee]mpty|[Ee]xpected|[Uu]nknown|[Cc]annot find|[Nn]ot set|[Nn]ot defined|[Ll]acks?|without)\\b[^.;]{0,60}?["'\`]?${name}`,
);

/** Words that say that a variable is not set, by name. The SDK's own sentence about OAuth is another cause. */
export function missingWords({ text, error }: Heard): boolean {
  if (/Missing OAuth access token/.test(text)) return false;
  if (error && sentEmpty.test(text)) return true;
  if (nameIn(text) === undefined) return false;
  return error !== undefined || /\b(?:env|variable|secret|token|key|not set|missing)\b/i.test(text);
}

// An empty variable in a template is sent as the word.
const sentEmpty =
  /\bURL\b[^.;]{0,20}\bundefined\/|https?:\/\/undefined\b|\bnot provide an? (?:api )?(?:key|token)\b|\b(?:token|bearer|key|credential|authorization)\b\W{0,4}(?:undefined|null|\[object)\b|\bno (?:token|api key|credentials?|authorization)\b[^.;]{0,20}\b(?:provided|given|sent|supplied)\b/i;

/** The variables that some lines say are missing, each once. */
export function missingNames(heard: readonly Heard[]): string[] {
  return [...new Set(heard.flatMap(({ text }) => nameIn(text) ?? []))];
}

// Vendors' codes and network codes are written like variables, too.
const noVariable =
  /^(?:E[A-Z]+$|ERR_|UND_|CERT_|HTTP|HTTPS|TypeError|GET|POST|INVALID_|UNAUTH|FORBIDDEN|MISSING_|REQUIRED|JSON|GRAPHQL|RATE_|TOO_|NOT_|BAD_|REQUEST_|INTERNAL_|UNSUPPORTED_)/;

function nameIn(text: string): string | undefined {
  const found = after.exec(text)?.[1] ?? before.exec(text)?.[1];
  return found !== undefined && !noVariable.test(found) ? found : undefined;
}
