const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of `30s`, `5m`, `24h` or `7d`; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d{1,6})([smhd])$/.exec(text);
  const unit = units[match?.[2] ?? ""];
  return match && unit ? Number(match[1]) * unit : undefined;
}

/** `300000` → "5 minutes": the words used in plans, comments and guarantees. */
export function sayDuration(ms: number): string {
  const [name, size] =
    (["d", "h", "m"] as const)
      .map((unit) => [unit, units[unit] ?? 1] as const)
      .find(([, each]) => ms >= each && ms % each === 0) ?? (["s", 1000] as const);
  const count = Math.round(ms / size);
  const word = { d: "day", h: "hour", m: "minute", s: "second" }[name];
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

/** A schedule in words: `5m` → "every 5 minutes", `1d` → "every day", `manual` → "when somebody triggers it". */
export function sayEvery(schedule: string): string {
  const ms = parseDuration(schedule);
  return ms === undefined ? "when somebody triggers it" : `every ${sayDuration(ms).replace(/^1 /, "")}`;
}

/** A span around now in words: "the last 14 days", "the last 30 days and the next 90 days". */
export function saySpan(back: string, ahead: string | undefined): string {
  const past = `the last ${sayDuration(parseDuration(back) ?? 0)}`;
  const nextMs = parseDuration(ahead ?? "") ?? 0;
  return nextMs === 0 ? past : `${past} and the next ${sayDuration(nextMs)}`;
}
