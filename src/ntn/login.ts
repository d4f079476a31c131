import type { NtnFeatures } from "./features.ts";
import type { Ntn, NtnOptions } from "./ntn.ts";

/** Whether ntn has what it would sign its requests with; "unknown" where it does not say so. */
export type LoginState = "logged-in" | "not-logged-in" | "unknown";

/**
 * Asks ntn for something of Notion, with an address where nothing can ever listen: it says that nobody is logged in
 * before it tries, and fails at the try otherwise. Nothing leaves the machine, and nothing of the sign-in is printed.
 * A sign-in that Notion no longer accepts counts as one.
 */
export async function readLogin(ntn: Ntn, { has }: NtnFeatures): Promise<LoginState> {
  if (!has.has("workers list")) return "unknown";
  const { exit, err } = await ntn.ask(["workers", "list"], {
    env: unreachable(ntn.env),
    discardsOutput: true,
    timeoutMs: 5_000,
    mostText: 20_000,
  });
  if (exit === null || exit === 0) return "unknown";
  if (saysNotLoggedIn(exit, err)) return "not-logged-in";
  // ntn 0.4.0, run with a token: "Failed to list workers", exit 5.
  return /^error: Failed to\b/m.test(err) && !/pars|workers\.json|config/i.test(err)
    ? "logged-in"
    : "unknown";
}

/** ntn 0.4.0: exit 4 with "No workspace selected." or "No auth token found for the current workspace.". */
export function saysNotLoggedIn(exit: number | null, err: string): boolean {
  return exit === 4 || /\bntn login\b|No workspace selected|No auth token/i.test(err);
}

function unreachable(env: NtnOptions["env"]): NtnOptions["env"] {
  // A proxy would be asked for the address instead, and would get the token; the last word is for one of the system.
  const direct = Object.entries(env).filter(([name]) => !/_proxy$/i.test(name));
  return { ...Object.fromEntries(direct), NO_PROXY: "*", NOTION_API_BASE_URL: "http://127.0.0.1:0" };
}
