/** An absolute URL; parameters without a value are left out. */
export function endpoint(
  base: string,
  path: string,
  query: Record<string, string | number | undefined>,
): string {
  const url = new URL(base.replace(/\/$/, "") + path);
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) url.searchParams.set(name, String(value));
  return url.href;
}
