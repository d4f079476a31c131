import type { Notion } from "../../notion/types.ts";
import type { Upstream } from "../../upstream/types.ts";

/**
 * Follows the state each sync works from, request by request. Gives a function that says how many pages in a row a sync
 * has handed in without its state having moved.
 */
export function watchStates(
  notion: Notion,
  upstream: Upstream,
  keys: readonly string[],
): (key: string) => number {
  const states = new Map<string, { text: string; from: number }>();
  const look = (key: string): { text: string; from: number } => {
    const text = JSON.stringify(notion.state(key)) ?? "";
    const known = states.get(key);
    if (known?.text === text) return known;
    const state = { text, from: notion.calls.length };
    states.set(key, state);
    return state;
  };
  upstream.onRequest(() => keys.forEach(look));
  return (key) =>
    notion.calls.slice(look(key).from).filter((call) => call.key === key && call.outcome === "page").length;
}
