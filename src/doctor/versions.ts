/** Whether a version such as "0.8.11" or "v5.9.0-beta" is at least another; what is no version is not. */
export function isAtLeast(version: string, least: string): boolean {
  const [own, other] = [numbersOf(version), numbersOf(least)];
  if (own === undefined || other === undefined) return false;
  const at = own.findIndex((number, index) => number !== other[index]);
  return at === -1 || (own[at] ?? 0) > (other[at] ?? 0);
}

function numbersOf(version: string): number[] | undefined {
  const match = /^v?(\d{1,6})(?:\.(\d{1,6}))?(?:\.(\d{1,6}))?(?![\d.])/.exec(version);
  return match ? [1, 2, 3].map((part) => Number(match[part] ?? 0)) : undefined;
}
