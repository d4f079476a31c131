/**
 * Loads the project's tsx by its file URL, so that the worker's TypeScript can be imported; does nothing where it was
 * loaded from the start. Called once the child's own modules are there: tsx looks at every module, and ours need no
 * translation.
 */
export async function loadTsx(url: string | undefined): Promise<void> {
  if (url !== undefined) await import(url);
}
