/** A text, number or boolean as text of at most `limit` characters; undefined for blank text and anything else. */
export function plain(value: unknown, limit = 2000): string | undefined {
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return undefined;
  const text = String(value).trim();
  if (text === "") return undefined;
  return text.length > limit ? `${text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, "")}…` : text;
}
