/** A setting from .env or the worker's secrets. */
export function requireEnv(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set. Locally: put it in .env. Deployed: ntn workers env push`);
  return value;
}
