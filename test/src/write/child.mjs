// Run as a child: writes (or recovers) and prints what came of it. Arguments: module folder, root, changes as JSON.
const [modules, root, changes] = process.argv.slice(2);
const { writeChanges } = await import(`${modules}/write.js`);
const { recover } = await import(`${modules}/recover.js`);

try {
  const result = changes === undefined ? await recover(root) : await writeChanges(root, JSON.parse(changes));
  process.stdout.write(JSON.stringify({ ok: true, result }));
} catch (error) {
  process.stdout.write(JSON.stringify({ ok: false, code: error.code, message: error.message }));
}
