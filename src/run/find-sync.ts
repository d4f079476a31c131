import { Problem } from "../problems/problem.ts";
import { findNearest } from "../problems/nearest.ts";
import { cutToWidth, toPlainLine } from "../problems/text-width.ts";
import type { Manifest, SyncInfo } from "./manifest.ts";

/** The sync of that key. Throws a Problem that names the syncs there are, and what the key is if it is something else. */
export function getSync(manifest: Manifest, key: string): SyncInfo {
  const sync = manifest.syncs.find((one) => one.key === key);
  if (sync) return sync;
  // The SDK takes any text as a key, and these are going to be shown.
  const syncs = manifest.syncs.map((one) => cutToWidth(toPlainLine(one.key), 60));
  const kind = findKind(manifest, key);
  if (kind !== undefined) throw new Problem("run/not-a-sync", { key, kind, syncs });
  throw new Problem("run/unknown-key", { key: key.slice(0, 100), syncs, closest: findNearest(key, syncs) });
}

function findKind(
  { capabilities, databases, pacers, credentials }: Manifest,
  key: string,
): string | undefined {
  const has = (items: readonly { key: string }[]): boolean => items.some((item) => item.key === key);
  if (has(databases)) return "database";
  if (has(pacers)) return "pacer";
  if (has(credentials)) return "credential";
  const kind = capabilities.find((capability) => capability.key === key)?.kind;
  return kind === "sync" ? "sync into something other than a database" : kind?.replaceAll("_", " ");
}
