import { statSync } from "node:fs";
import { hostname } from "node:os";

/** Who holds a lock. */
export type Holder = { pid: number; host: string };

// A write takes milliseconds; after this long the number belongs to some other process by now.
const longestWriteMs = 10 * 60_000;

/** This process as a holder. */
export function thisProcess(): Holder {
  return { pid: process.pid, host: hostname() };
}

/**
 * Whether the process that left `path` may still be writing. Our own number means a dead predecessor that had
 * it before us: a write of ours never outlives the call that began it.
 */
export function isAlive(holder: Holder, path: string): boolean {
  if (Date.now() - statSync(path).mtimeMs > longestWriteMs) return false;
  if (holder.host !== hostname()) return true;
  return holder.pid !== process.pid && canSignal(holder.pid);
}

function canSignal(other: number): boolean {
  try {
    return process.kill(other, 0);
  } catch (error) {
    // EPERM: it exists and belongs to someone else.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
