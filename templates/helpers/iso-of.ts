/** An instant as ISO text in UTC; a time without a zone counts as UTC. Undefined if it is none, such as one on February 30. */
export function isoOf(value: unknown): string | undefined {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}/.test(value)) return undefined;
  const day = new Date(`${value.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || !day.toISOString().startsWith(value.slice(0, 10))) return undefined;
  const zoned = /[T ]\d{2}:?\d{2}/.test(value) && !/(Z|[+-]\d{2}:?\d{2})$/i.test(value) ? `${value}Z` : value;
  const time = Date.parse(zoned);
  const iso = Number.isNaN(time) ? "" : new Date(time).toISOString();
  return /^\d{4}-/.test(iso) ? iso : undefined;
}
