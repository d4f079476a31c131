/** When the server answered, by its own clock (ISO); the worker's clock only if it does not say. */
export function serverTime(headers: Headers): string {
  return new Date(Date.parse(headers.get("date") ?? "") || Date.now()).toISOString();
}
