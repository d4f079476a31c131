// Run as a child: writes (or recovers) once for every step there is, each time in a copy of its own with a fault at that
// step. Prints for each what child.mjs would, and the pid. Arguments: module folder, original, folder for the copies,
// the most steps, changes as JSON.
import fs, { cpSync, existsSync, mkdirSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { faultAt, isFaulted } from "./fault.mjs";

// No step is a loss of power, and waiting for the disk is most of what a write takes.
fs.fsyncSync = () => undefined;
syncBuiltinESMExports();

const [modules, original, folder, most, changes] = process.argv.slice(2);
const { writeChanges } = await import(`${modules}/write.js`);
const { recover } = await import(`${modules}/recover.js`);

const steps = [];
for (let step = 1; step <= Number(most) && steps.at(-1)?.isFaulted !== false; step++) {
  const root = join(folder, String(step), "copy", "ö");
  faultAt(0);
  mkdirSync(join(folder, String(step)));
  if (existsSync(original)) cpSync(original, root, { recursive: true, verbatimSymlinks: true });
  faultAt(step);
  const said = await (changes === undefined ? recover(root) : writeChanges(root, JSON.parse(changes))).then(
    () => ({ ok: true }),
    ({ code }) => ({ ok: false, code }),
  );
  steps.push({ root, isFaulted: isFaulted(), ...said });
}
faultAt(0);
process.stdout.write(JSON.stringify({ pid: process.pid, steps }));
