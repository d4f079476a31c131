/** Puts a value into a record, in the place of what was there. */
export function putAt(record: object, path: readonly string[], value: unknown): void {
  const [name, ...rest] = path;
  const inner = record as Record<string, unknown>;
  if (name === undefined) return;
  if (rest.length === 0) inner[name] = value;
  else putAt(inner[name] as object, rest, value);
}
