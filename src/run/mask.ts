/** Takes secrets out of a text; each becomes the name it goes by, such as `[SHOP_TOKEN]`. */
export type Mask = (text: string) => string;

// Anything shorter would hide ordinary words all over the output.
const shortestValue = 8;
const shortestSecret = 4;
const secretName = /(^|_)(TOKEN|SECRET|KEY|PASSWORD|PASS|PAT|AUTH|CREDENTIALS?)(_|$)/i;

/** Whether a variable of this name is likely to hold a secret. */
export function isSecretName(name: string): boolean {
  return secretName.test(name);
}

/** Makes the mask for the given values by name: as they are, in a URL, inside JSON, and line by line. */
export function createMask(values: Iterable<readonly [name: string, value: string]>): Mask {
  const names = new Map<string, string>();
  for (const [name, value] of values) {
    for (const form of forms(value))
      if (form.length >= (isSecretName(name) ? shortestSecret : shortestValue)) names.set(form, name);
  }
  if (names.size === 0) return (text) => text;
  const longestFirst = [...names.keys()].sort((one, other) => other.length - one.length);
  const pattern = new RegExp(longestFirst.map(escapePattern).join("|"), "g");
  return (text) => text.replace(pattern, (found) => `[${names.get(found)}]`);
}

/** The same JSON-like value with every text in it masked, keys included. */
export function maskDeep(value: unknown, mask: Mask): unknown {
  if (typeof value === "string") return mask(value);
  if (Array.isArray(value)) return value.map((item) => maskDeep(item, mask));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [mask(key), maskDeep(item, mask)]));
}

function forms(value: string): Set<string> {
  const inUrl = encodeURIComponent(value.replace(/\p{Surrogate}/gu, "\uFFFD"));
  return new Set([value, inUrl, JSON.stringify(value).slice(1, -1), ...value.split(/[\r\n]+/)]);
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}
