import { isRefusal, type Paging } from "../parts.ts";
import { readPosition, takePage, writePosition } from "./token-walk.ts";

const tokenName = "page_token";

/** The body holds the next page's URL, with everything that was asked for and a token; null ends the list. */
export const nextUrl: Paging<"next-url"> = (input) => {
  const { page, asked, tools } = input;
  const sent = [tokenName, page.size?.send];
  const at = readPosition(input, asked.query.get(tokenName) ?? undefined, sent);
  if (isRefusal(at)) return at;
  const taken = takePage(input, at);
  if (isRefusal(taken)) return taken;
  if (taken.next !== undefined) {
    const target = new URL(asked.url.href);
    target.searchParams.set(tokenName, writePosition(input, taken.next, sent));
    return { rows: taken.rows, members: [{ path: page.read, value: target.href }] };
  }
  const { doneFlag } = tools.knobs;
  const end = { path: page.read, value: doneFlag === "string" ? "" : null };
  return { rows: taken.rows, members: doneFlag === "absent" ? [] : [end] };
};
