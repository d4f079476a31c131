/** The address a page names for the next one. It must stay on the host that gets the credential. */
export function sameHost(target: string, base: string): string {
  const next = new URL(target, base);
  if (next.origin !== new URL(base).origin) throw new Error(`The next page is on another host: ${next.host}`);
  return next.href;
}
