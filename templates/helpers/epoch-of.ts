/** Seconds since 1970 as an instant. */
export function epochOf(seconds: unknown): string | undefined {
  const date = new Date(typeof seconds === "number" ? seconds * 1000 : Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
