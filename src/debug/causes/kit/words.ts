/** Codes by which Node says that a connection failed. */
export const networkCode =
  /\b(?:ECONNREFUSED|ECONNRESET|ECONNABORTED|ENOTFOUND|EAI_AGAIN|EAI_NONAME|ETIMEDOUT|ESOCKETTIMEDOUT|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EPIPE|EPROTO|CERT_[A-Z_]+|ERR_TLS_[A-Z_]+|ERR_SSL_[A-Z_]+|UND_ERR_[A-Z_]+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_(?:VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT(?:_LOCALLY)?))\b/;

/** The same in words, by fetch, undici and clients of people. */
export const networkWords =
  /\bfetch failed\b|\bsocket hang up\b|\bother side closed\b|\bnetwork (?:error|timeout)\b|\bcertificate (?:has expired|is not)\b|\bself[- ]signed certificate\b|: no answer \(|\bconnect(?:ion)? (?:timed out|timeout|refused|reset)\b|\b(?:Connect|Headers|Body) Timeout Error\b|\boperation was aborted\b|\bTimeoutError\b|\bAbortError\b|\bgetaddrinfo\b|\bInvalid URL\b|\bFailed to parse URL\b/i;

/** What vendors call a credential they do not take. */
export const rejectedWords =
  /\bbad credentials\b|\binvalid[ _-]?(?:auth(?:entication|orization)?|credentials?|api[ _-]?key|key|token|access[ _-]?token|session(?:[ _]id)?|grant|jwt|signature|login|bearer)\b|\b(?:api[ _-]?key|key|token|jwt|session|credentials?|access[ _-]token)\b[^.,;"]{0,40}\b(?:expired|revoked|invalid|not valid|rotated|inactive|disabled|deleted|rejected|malformed)\b|\b(?:expired|revoked|wrong|rotated|inactive)[ _-](?:api[ _-]?key|token|jwt|session|credentials?|auth\w*|access[ _-]token)\b|\btoken_(?:expired|revoked)\b|\baccount_inactive\b|\bunauthenticated\b|\bauthError\b|\bInvalidAuthenticationToken\b|\bINVALID_SESSION_ID\b|\bAUTHENTICATION(?:_ERROR|_FAILED| ?Failed)\b|\b(?:authentication|authorization) (?:failed|required|error)\b|\bnot (?:authenticated|authed|logged in)\b|\bnot_authed\b|\bmust be authenticated\b|\blogin required\b|\bDECODER routines\b|\bPEM routines\b|\bno start line\b|\basymmetric key\b|\bsecretOrPrivateKey\b|\bbad decrypt\b/i;

/** What vendors call a credential that may not do this. */
export const scopeWords =
  /\bscopes?\b(?!d)|\binsufficient[ _-]?(?:scope|permission|privilege|access|right)s?\w*|\bpermission[ _-]?denied\b|\bnot have (?:the )?(?:\w+ )?(?:permission|access|scope|right)|\bmissing[ _-](?:scope|permission)s?\b|\bnot accessible by\b|\baccess[ _-]?denied\b|\bnot (?:permitted|allowed)\b(?! character)|\bpermissions?\b[^.;"]{0,30}\b(?:required|missing|needed|denied|lacks?)\b|\b(?:lacks?|requires?|need)\b[^.;"]{0,40}\b(?:permission|scope|privilege|role)s?\b|\bAuthorization_RequestDenied\b|\bACCESS_TOKEN_SCOPE_INSUFFICIENT\b|\bnot_allowed_token_type\b|\bnot authorized to\b/i;

/** What vendors call too many requests, also with a status that says something else. */
export const throttleWords =
  /\brate[ _-]?limit(?:ed|ing|s|Exceeded)?\b|\bratelimited\b|\btoo[ _-]many[ _-](?:requests|calls)\b|\bthrottl(?:ed|ing|e)\b|\b(?:user)?RateLimitExceeded\b|\bquota[ _-]?(?:exceeded|limit)\b|\bquotaExceeded\b|\bREQUEST_LIMIT_EXCEEDED\b|\bslow down\b|\bretry[- ]?after\b|\bcalls per second\b|\brequests per (?:second|minute|hour)\b|\bsecondary rate\b/i;

/** What vendors call a place in a list they do not know any more. */
export const expiredPlaceWords =
  /\b(?:cursor|page[ _-]?token|next[ _-]?token|continuation(?:[ _-]?token)?|sync[ _-]?token|delta[ _-]?(?:token|link)|change[ _-]?token|pagination[ _-]?token|query ?locator|locator|scroll(?:[ _-]?id)?|bookmark|snapshot|starting_after|search_after|page_info)\b[^.;]{0,60}\b(?:expired?|invalid|not valid|no longer|unknown|not found|not exist|stale|too old|gone|malformed|rejected|unrecogni[sz]ed)\b|\b(?:expired?|invalid|unknown|stale|bad|unrecogni[sz]ed)[ _-](?:\w+[ _-])?(?:cursor|page[ _-]?token|next[ _-]?token|continuation(?:[ _-]?token)?|sync[ _-]?token|delta[ _-]?(?:token|link)|change[ _-]?token|query[ _-]?locator|locator|scroll(?:[ _-]?id)?|bookmark|snapshot)\b|\bINVALID_QUERY_LOCATOR\b|\b(?:re)?syncRequired\b|\bsyncStateNotFound\b|\bfullSyncRequired\b|\bupdatedMinTooLongAgo\b|\bfull sync\b/i;

/** What vendors call the end of what may be paged through. */
export const windowWords =
  /\bresult[ _-]?window\b|\bonly the first [\d,]+\b|\b(?:beyond|past|exceeds?|exceeding|more than|above|over|up to|limit(?:ed)? (?:of|to)|maximum(?: of)?|max(?: of)?|greater than|larger than)\b[^.;]{0,40}\b(?:\d{1,3}(?:,\d{3})+|[1-9]\d{3,5})\b[^.;]{0,40}\b(?:results?|records?|rows?|items?|offset|entries|documents)?|\b(?:offset|skip|start(?:at|_index)?|page(?: number)?|pagination|paging)\b[^.;]{0,50}\b(?:too (?:large|high|deep|big)|out of (?:range|bounds)|exceeds?|must be (?:less|lower|at most|<=?|between)|cannot (?:exceed|be)|limit|maximum)\b|\bdeep pag(?:ing|ination)\b|\bmax_result_window\b|\bNUMBER_OUTSIDE_VALID_RANGE\b|\bserves nothing beyond\b/i;

/** What vendors call a version or an address of their API that is gone. */
export const retiredWords =
  /\b(?:api[ _-]?)?version\b[^.;]{0,60}\b(?:retired|sunset|deprecated|no longer|unsupported|not supported|removed|discontinued|expired|obsolete|invalid|unknown|not valid|end[- ]of[- ]life|gone|shut ?down)\b|\b(?:retired|sunset|deprecated|unsupported|obsolete|discontinued|removed|invalid|unknown|expired)\b[^.;]{0,30}\bversion\b|\b(?:api|endpoint|resource|method|route)\b[^.;]{0,40}\b(?:has been|was|is)\b[^.;]{0,15}\b(?:retired|sunset|deprecated|removed|discontinued|no longer|turned off|shut ?down|switched off)\b|\bUNSUPPORTED_API_VERSION\b|\bplease (?:migrate|upgrade)\b|\bmigrate to\b|\bsunset\b/i;
