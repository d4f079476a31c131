/** A value as one segment of a path; one that would lead to another place is refused. */
export function segment(value: string): string {
  if (/^\.{0,2}$/.test(value)) throw new Error(`An id that cannot stand in a path: "${value}"`);
  return encodeURIComponent(value);
}
