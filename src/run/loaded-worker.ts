import { isRecord } from "./protocol.ts";

/** A worker as the SDK makes it (0.4.0 to 0.9.2). */
export type LoadedWorker = {
  manifest: Record<string, unknown>;
  run(key: string, context: unknown, options: object): Promise<unknown>;
};

/** The worker a module exports as its default, which a CommonJS package under tsx wraps a second time; undefined if it is none. */
export function findWorker(module: unknown): LoadedWorker | undefined {
  const outer = isRecord(module) ? module.default : undefined;
  return [outer, (outer as { default?: unknown } | undefined)?.default].find(isWorker);
}

function isWorker(value: unknown): value is LoadedWorker {
  return (
    typeof value === "object" &&
    value !== null &&
    "run" in value &&
    typeof value.run === "function" &&
    "manifest" in value
  );
}

/** What a module exports, for a message about what it does not. */
export function exportNames(module: unknown): string {
  return Object.keys(isRecord(module) ? module : {})
    .filter((name) => name !== "module.exports")
    .join(", ");
}
