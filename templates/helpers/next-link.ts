/** The rel="next" URL of a Link header, to be requested as it is. It must stay on the host that gets the credential. */
export function nextLink(headers: Headers, base: string): string | undefined {
  const links = (headers.get("link") ?? "").split(/,\s*(?=<)/);
  const target = links.find((link) => /;\s*rel="?next"?/i.test(link))?.match(/^\s*<([^>]*)>/)?.[1];
  if (target === undefined) return undefined;
  const next = new URL(target, base);
  if (next.origin !== new URL(base).origin) throw new Error(`The next page is on another host: ${next.host}`);
  return next.href;
}
