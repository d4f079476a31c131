// Preloaded into a child (node --import): the FAULT_AT-th change to the file system (or call of FAULT_CALLS)
// kills the process or fails with the error FAULT_KIND names. A write that is cut short leaves half of its bytes.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const at = Number(process.env.FAULT_AT);
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
const original = Object.fromEntries(names.map((name) => [name, fs[name]]));
const { writeSync } = fs;
let count = 0;

for (const name of names) {
  fs[name] = (...args) => {
    if (name === "openSync" && args[1].startsWith("r")) return original[name](...args);
    count++;
    if (count !== at) return original[name](...args);
    writeSync(2, "fault injected");
    if (name === "writeSync") writeSync(args[0], args[1], 0, Math.floor(args[1].length / 2));
    if (kind === "SIGKILL") process.kill(process.pid, "SIGKILL");
    throw Object.assign(new Error(`${kind}: injected into ${name}`), { code: kind });
  };
}
syncBuiltinESMExports();
