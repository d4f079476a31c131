import type { SdkFacts } from "./types.ts";

type Version = readonly [major: number, minor: number, patch: number];

/** The newest SDK whose behaviour we have tested; what a tag such as `latest` is taken for. */
export const newestKnownSdk = "0.9.2";

/**
 * The SDK's version and what it can do: the installed one, else the lowest its range allows, since that is what must
 * work. Undefined if the project neither has nor wants it.
 */
export function readSdk(installed: string | undefined, range: string | undefined): SdkFacts | undefined {
  const version = installed ?? (range === undefined ? undefined : lowestVersion(range));
  if (version === undefined) return undefined;
  const has = (since: Version): boolean => compare(parseVersion(version), since) >= 0;
  return {
    version,
    installed: installed !== undefined,
    // First releases of each, from the package's own sources.
    features: { credential: has([0, 8, 11]), imageCover: has([0, 8, 11]), rateLimitError: has([0, 4, 0]) },
  };
}

/** The lowest version an npm range allows: "0.4.0" for "^0.4.0", "0.0.0" for "*". A tag counts as the newest we know. */
export function lowestVersion(range: string): string {
  const wanted = range.replace(/^npm:@?[^@]*@/, "").trim();
  if (/^[a-z][\w-]*$/i.test(wanted) && !/^[xv]\d?$/i.test(wanted)) return newestKnownSdk;
  const lowest = wanted.split("||").map(lowestOfAll).sort(compare)[0];
  return (lowest ?? [0, 0, 0]).join(".");
}

/** All comparators of one alternative hold at once, so the highest lower bound decides. */
function lowestOfAll(alternative: string): Version {
  const bounds = [...alternative.matchAll(/(<=?)?[\s~^>=v]*(\d+)(?:\.(\d+))?(?:\.(\d+))?/g)].flatMap(
    ([, isUpper, major, minor, patch]): Version[] =>
      isUpper ? [] : [[Number(major), Number(minor ?? 0), Number(patch ?? 0)]],
  );
  const hyphen = /^\s*v?\d[\w.]*\s+-\s+/.test(alternative);
  return (hyphen ? bounds[0] : bounds.sort(compare).at(-1)) ?? [0, 0, 0];
}

function parseVersion(version: string): Version {
  const [major = 0, minor = 0, patch = 0] = version.split(/[-+]/)[0]?.split(".").map(Number) ?? [];
  return [major || 0, minor || 0, patch || 0];
}

function compare(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
