import { textAt } from "./text-at.js";

/** Whether a refusal of this status has one of the texts at a place in its JSON. */
export async function refusalSays(
  response: Response,
  status: number,
  at: readonly (string | number)[],
  texts: readonly string[],
): Promise<boolean> {
  if (response.status !== status) return false;
  // The answer itself may still be read.
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => undefined);
  return texts.includes(textAt(body, at) ?? "");
}
