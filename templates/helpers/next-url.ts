import { sameHost } from "./same-host.js";
import { textAt } from "./text-at.js";

/** The next page's address as an answer names it, in full or relative to the page's own. */
export function nextUrl(body: unknown, path: readonly (string | number)[], url: string): string | undefined {
  const target = textAt(body, path);
  return target === undefined ? undefined : sameHost(target, url);
}
