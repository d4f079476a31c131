// Vendors write the same in many ways, and clients of people in more: what matters is a thing and what is wrong with it,
// near to each other and in either order. Letters end a word here and underscores do not, as codes are full of them.

/** A pattern for any of some words or phrases, in whatever case. */
function anyOf(...phrases: readonly string[]): RegExp {
  return new RegExp(`(?<![a-z])(?:${phrases.join("|")})(?![a-z])`, "i");
}

/** A pattern for one of some things and one of some faults within a few words of each other. */
function near(things: readonly string[], faults: readonly string[]): RegExp {
  const thing = `(?<![a-z])(?:${things.join("|")})(?![a-z])`;
  const fault = `(?<![a-z])(?:${faults.join("|")})(?![a-z])`;
  // A dot inside of a number or a name ends no sentence.
  const within = "(?:[^.;]|[.](?=\\S))";
  return new RegExp(`${thing}${within}{0,60}?${fault}|${fault}${within}{0,30}?${thing}`, "i");
}

function either(...patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => source).join("|"), "i");
}

const gap = "[ _-]?";

/** Codes by which Node says that a connection failed. */
export const networkCode =
  /\b(?:ECONNREFUSED|ECONNRESET|ECONNABORTED|ENOTFOUND|EAI_AGAIN|EAI_NONAME|ETIMEDOUT|ESOCKETTIMEDOUT|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EPIPE|EPROTO|CERT_[A-Z_]+|ERR_TLS_[A-Z_]+|ERR_SSL_[A-Z_]+|UND_ERR_[A-Z_]+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_(?:VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT(?:_LOCALLY)?))\b/;

/** The same in words, by fetch, undici and clients of people. */
export const networkWords = either(
  anyOf(
    "fetch failed",
    "socket hang up",
    "other side closed",
    "getaddrinfo",
    "dns (?:lookup|error)",
    "unreachable",
  ),
  anyOf(
    "network (?:error|timeout|failure)",
    "self[- ]signed certificate",
    "certificate (?:has expired|is not)",
  ),
  anyOf("(?:connect(?:ion)?|request|read|socket) (?:timed out|timeout|refused|reset|closed|aborted)"),
  anyOf(
    "(?:connect|headers|body) timeout error",
    "operation was (?:aborted|canceled)",
    "TimeoutError",
    "AbortError",
  ),
  anyOf("invalid url", "failed to parse url"),
  /: no answer \(/,
);

const credentials = [
  `(?:api|access|private|secret)${gap}(?:key|token)s?`,
  `bearer(?:${gap}token)?|refresh${gap}token|auth(?:entication|orization)?${gap}(?:token|credentials?)|id${gap}token`,
  "tokens?|jwt|credentials?|api key|session(?:[ _]id)?|grant|signature|login|password|key|authentication",
];
const rejected = [
  "expired?|revoked|invalid|invalidated|not valid|no longer valid|rotated|inactive|disabled|deleted|rejected|refused",
  "malformed|wrong|bad|incorrect|unknown|not recogni[sz]ed|mismatch|does not match|failed|required|suspended",
];

/** What vendors call a credential they do not take. */
export const rejectedWords = either(
  near(credentials, rejected),
  anyOf(
    "unauthenticated",
    "autherror",
    "account_inactive",
    "InvalidAuthenticationToken",
    "INVALID_SESSION_ID",
  ),
  anyOf(
    "authentication_?(?:error|failed|failure|fault)",
    "invalid_?auth\\w*",
    "SignatureDoesNotMatch",
    "invalid_grant",
  ),
  anyOf(
    "not[ _](?:authenticated|authed|logged in)",
    "(?:must|need to|please|could not) (?:be )?(?:authenticated?|log in|sign in)",
  ),
  // A key that Node's own cryptography cannot read.
  anyOf(
    "DECODER routines",
    "PEM routines",
    "no start line",
    "asymmetric key",
    "secretOrPrivateKey",
    "bad decrypt",
  ),
);

/** What vendors call a credential that may not do this. */
export const scopeWords = either(
  anyOf(
    "\\w*_?scopes?",
    "Authorization_RequestDenied",
    "not_allowed_token_type",
    "not accessible by",
    "access[ _-]?denied",
  ),
  anyOf(
    "not (?:permitted|authori[sz]ed to|allowed to|entitled)",
    "no (?:permission|access|rights?)",
    "(?:do|does) not have (?:the |any )?(?:\\w+ )?(?:permissions?|access|rights?|privileges?|role)",
  ),
  near(
    ["scopes", "permissions?", "privileges?", "access rights", "role", "access level"],
    ["missing|insufficient|denied|required?s?|lacks?|needs?|needed|not granted|without"],
  ),
  anyOf(
    "insufficient_?\\w*",
    "permission_?denied",
    "more_permissions_required",
    "INSUFFICIENT_ACCESS\\w*",
    "requires? (?:admin|owner)",
  ),
);

/** What vendors call too many requests, also with a status that says something else. */
export const throttleWords = either(
  anyOf(
    `(?:user)?rate${gap}limit(?:ed|ing|s|exceeded|reached)?`,
    "ratelimited",
    "throttl(?:ed|ing|e)",
    "slow down",
    "enhance your calm",
  ),
  anyOf(
    `too${gap}many${gap}(?:requests|calls)`,
    `quota${gap}(?:exceeded|limit\\w*)`,
    "over_query_limit",
    "retry[- ]?after",
    "secondary rate",
  ),
  anyOf(
    "(?:request|call|api|daily|hourly|usage|concurren\\w+)[ _-](?:call[ _-])?limit(?:[ _-]?(?:exceeded|reached))?",
  ),
  anyOf(
    "(?:calls|requests) per (?:second|minute|hour|day)",
    "REQUEST_LIMIT_EXCEEDED",
    "(?:\\w+_)?rolling(?:_| )limit",
  ),
);

const places = [
  `(?:page|next|start|end|after)?${gap}cursor`,
  `(?:page|next(?:[ _-]?page)?|sync|delta|change|changes|pagination|continuation|resume|skip)${gap}token`,
  `delta${gap}link|query${gap}locator|locator|scroll(?:${gap}id)?|search${gap}context|bookmark|snapshot|continuation`,
  "starting_after|ending_before|search_after|page_info|point in time",
];
const forgotten = [
  "expired?|invalid|not valid|no longer|unknown|not found|does not exist|not exist|stale|too old|gone|malformed",
  "rejected|unrecogni[sz]ed|no such|bad|could not be found|outdated|unparse?able",
];

/** What vendors call a place in a list they do not know any more. */
export const expiredPlaceWords = either(
  near(places, forgotten),
  anyOf(
    "INVALID_QUERY_LOCATOR",
    "(?:re|full)?_?syncRequired",
    "syncStateNotFound",
    "updatedMinTooLongAgo",
    "full sync",
    "resync",
  ),
);

/** What vendors call the end of what may be paged through. */
export const windowWords = either(
  anyOf(
    `result${gap}window`,
    "only (?:the )?first [\\d,]+",
    `deep pag(?:ing|ination)`,
    "max_result_window",
    "NUMBER_OUTSIDE_VALID_RANGE",
    "serves nothing beyond",
  ),
  near(
    ["\\d{1,3}(?:,\\d{3})+", "[1-9]\\d{3,5}", "\\d{1,3}k"],
    [
      "beyond|past|exceeds?|exceeding|more than|above|over|up to|limited (?:of|to)|maximum|max|greater than|larger than|at most|less than|limit",
    ],
  ),
  near(
    ["offset|skip|start_?(?:at|index|row)|page(?:[ _]?number)?|pagination|paging|from"],
    [
      "too (?:large|high|deep|big|far)|out of (?:range|bounds)|exceeds?|must be (?:less|lower|at most|<=?|between)|cannot (?:exceed|be greater)|maximum",
    ],
  ),
);

const gone = [
  "retired|sunset(?:ted)?|deprecated|no longer|unsupported|not supported|removed|discontinued|obsolete|not active",
  "end[- ]of[- ]life|shut ?down|turned off|switched off|expired|decommissioned|invalid|unknown|not valid|inactive",
];

/** What vendors call a version or an address of their API that is gone. */
export const retiredWords = either(
  near([`(?:api${gap})?version`, "\\w*_version"], gone),
  near(
    [
      "this (?:api|endpoint|resource|method)",
      "the (?:requested )?(?:api|endpoint|method)",
      "endpoint",
      "api",
    ],
    gone.slice(0, 1),
  ),
  anyOf(
    "UNSUPPORTED_API_VERSION",
    "NONEXISTENT_VERSION",
    "please (?:migrate|upgrade|use version)",
    "migrate to",
    "upgrade required",
    "end[- ]of[- ]life",
  ),
);
