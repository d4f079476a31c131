/** Seconds to wait, 1 to 3600: Retry-After as a number or a date, else the time in `resetHeader`, else 60. */
export function retryAfterSeconds(headers: Headers, resetHeader = ""): number {
  const now = Date.parse(headers.get("date") ?? "") || Date.now();
  const asked = headers.get("retry-after")?.trim() ?? "";
  const told = Number((resetHeader && headers.get(resetHeader)) || Number.NaN);
  // Seconds or milliseconds since 1970, or seconds from now: their sizes tell them apart.
  const reset = told < 1e9 ? told : (told < 1e11 ? told : told / 1000) - now / 1000;
  const until = (Date.parse(asked) - now) / 1000;
  const seconds = [asked === "" ? Number.NaN : Number(asked), until, reset].find(Number.isFinite) ?? 60;
  return Math.min(Math.max(Math.ceil(seconds), 1), 3600);
}
