/** A time since 1970 as an instant; in seconds, unless a unit of so many milliseconds is given. */
export function epochOf(count: unknown, unitMs = 1000): string | undefined {
  const date = new Date(typeof count === "number" ? count * unitMs : Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
