import { plain } from "./plain.js";

/** An address that may lack its scheme, as people type it. */
export function withHttps(address: unknown): string | undefined {
  const text = plain(address);
  return text === undefined || /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
}
