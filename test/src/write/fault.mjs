// Preloaded into a child (node --import): the FAULT_AT-th change to the file system (or call of FAULT_CALLS)
// kills the process or fails with the error FAULT_KIND names. A write that is cut short leaves half of its bytes.
// STOPPED leaves the file system as a kill would, and the process alive: from then on every change is refused.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const kind = process.env.FAULT_KIND;
// Calls after which a folder looks different; syncing and reading do not count.
const all = [
  "openSync",
  "writeSync",
  "fchmodSync",
  "renameSync",
  "mkdirSync",
  "rmSync",
  "rmdirSync",
  "symlinkSync",
  "unlinkSync",
];
const names = process.env.FAULT_CALLS?.split(",") ?? all;
const harmless = /^(read|stat|lstat|fstat|exists|access|realpath|opendir|close|fsync|fdatasync)/;
const changing = Object.keys(fs).filter((name) => name.endsWith("Sync") && !harmless.test(name));
const original = Object.fromEntries(changing.map((name) => [name, fs[name]]));
const { writeSync } = fs;
let at = Number(process.env.FAULT_AT);
let count = 0;
let isStopped = false;

/** Begins to count anew; 0 is no fault. */
export function faultAt(step) {
  [at, count, isStopped] = [step, 0, false];
}

/** Whether the step was reached. */
export function isFaulted() {
  return at > 0 && count >= at;
}

for (const name of changing) {
  fs[name] = (...args) => {
    if (name === "openSync" && String(args[1] ?? "r") === "r") return original[name](...args);
    if (isStopped) throw Object.assign(new Error(`${kind}: no ${name} any more`), { code: kind });
    if (!names.includes(name) || (name === "openSync" && args[1].startsWith("r")))
      return original[name](...args);
    count++;
    if (count !== at) return original[name](...args);
    if (kind !== "STOPPED") writeSync(2, "fault injected");
    if (name === "writeSync") writeSync(args[0], args[1], 0, Math.floor(args[1].length / 2));
    if (kind === "SIGKILL") process.kill(process.pid, "SIGKILL");
    isStopped = kind === "STOPPED";
    throw Object.assign(new Error(`${kind}: injected into ${name}`), { code: kind });
  };
}
syncBuiltinESMExports();
