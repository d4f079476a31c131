/**
 * Loads the project's tsx, whose file URL is this process's first argument, so that the worker's TypeScript can be
 * imported. Called once the child's own modules are there: tsx looks at every module, and ours need no translation.
 */
export async function loadTsx(): Promise<void> {
  const [, , tsx] = process.argv;
  if (tsx !== undefined) await import(tsx);
}
