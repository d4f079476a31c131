import { isRefusal, type Paging } from "../parts.ts";
import type { Position } from "../tokens.ts";
import { lastFlag } from "./more.ts";
import { readPosition, takePage, writePosition } from "./token-walk.ts";

const tokenName = "page_token";

/**
 * The body holds the next page's URL, with everything that was asked for and a token; null ends the list. Where a flag
 * says which page is the last one, that has a URL as well: what comes later is to be asked for there.
 */
export const nextUrl: Paging<"next-url"> = (input) => {
  const { page, asked, tools } = input;
  const sent = [tokenName, page.size?.send];
  const at = readPosition(input, asked.query.get(tokenName) ?? undefined, sent);
  if (isRefusal(at)) return at;
  const taken = takePage(input, at);
  if (isRefusal(taken)) return taken;
  const next = page.last === undefined ? taken.next : (taken.next ?? placeAfter(input, at));
  const { doneFlag } = tools.knobs;
  if (next !== undefined) {
    const target = new URL(asked.url.href);
    target.searchParams.set(tokenName, writePosition(input, next, sent));
    const members = lastFlag(page.last, taken.next === undefined, tools.knobs);
    return { rows: taken.rows, members: [...members, { path: page.read, value: target.href }] };
  }
  const end = { path: page.read, value: doneFlag === "string" ? "" : null };
  return { rows: taken.rows, members: doneFlag === "absent" ? [] : [end] };
};

function placeAfter(input: Parameters<Paging<"next-url">>[0], at: Position): Position | undefined {
  const knobs = { ...input.tools.knobs, doneFlag: "stuck" as const };
  const taken = takePage({ ...input, tools: { ...input.tools, knobs } }, at);
  return isRefusal(taken) ? undefined : taken.next;
}
