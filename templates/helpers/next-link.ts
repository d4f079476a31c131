import { sameHost } from "./same-host.js";

/** The rel="next" URL of a Link header, to be requested as it is. */
export function nextLink(
  headers: Headers,
  base: string,
  only: Record<string, string> = {},
): string | undefined {
  const links = (headers.get("link") ?? "").split(/,\s*(?=<)/);
  const link = links.find((each) => /;\s*rel="?next"?/i.test(each));
  const target = link?.match(/^\s*<([^>]*)>/)?.[1];
  if (target === undefined) return undefined;
  for (const [name, value] of Object.entries(only))
    if (!link?.includes(`${name}="${value}"`)) return undefined;
  return sameHost(target, base);
}
