import { isRefusal, type Paging } from "../parts.ts";
import { readPosition, takePage, writePosition } from "./token-walk.ts";
import { moreFlag } from "./more.ts";

/** A token in the body leads to the next page; null ends the list. */
export const cursor: Paging<"cursor"> = (input) => {
  const { page, asked, tools } = input;
  const sent = [page.send, page.size?.send];
  const token = asked.slot("cursor", page.send);
  const at = readPosition(input, token === "" || token === "null" ? undefined : token, sent);
  if (isRefusal(at)) return at;
  const taken = takePage(input, at);
  if (isRefusal(taken)) return taken;
  const next = taken.next === undefined ? undefined : writePosition(input, taken.next, sent);
  const { doneFlag } = tools.knobs;
  const members = moreFlag(page.more, next !== undefined, tools.knobs);
  if (next !== undefined) members.push({ path: page.read, value: next });
  else if (doneFlag !== "absent") members.push({ path: page.read, value: doneFlag === "string" ? "" : null });
  return { rows: taken.rows, members };
};
