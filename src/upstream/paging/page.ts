import { readPageSize, roomOf } from "../page-size.ts";
import { isRefusal, type Paging } from "../parts.ts";
import { moreFlag } from "./more.ts";
import { numberedPosition } from "./numbered.ts";
import { takePage } from "./token-walk.ts";

/** Pages are counted off from the list as it is now; beyond the last one they are empty. */
export const page: Paging<"page"> = (input) => {
  const { page: facts, asked, selection, tools } = input;
  const { knobs } = tools;
  const text = asked.slot("page", facts.send);
  const number = text === undefined ? facts.start : Number(/^\d{1,7}$/.exec(text)?.[0] ?? Number.NaN);
  if (!(number >= facts.start)) return { status: 400, error: `invalid_${facts.send ?? "page"}` };
  const size = readPageSize(facts, asked);
  if (typeof size !== "number") return size;
  const at = numberedPosition(input, number - facts.start + 1);
  if (isRefusal(at)) return at;
  const taken = takePage(input, at);
  if (isRefusal(taken)) return taken;
  const members = moreFlag(facts.more, taken.next !== undefined, knobs);
  if (facts.pages !== undefined && knobs.doneFlag !== "absent") {
    const full = Math.ceil(selection.rows.length / roomOf(size, knobs)) + knobs.emptyPages.length;
    const count = knobs.doneFlag === "stuck" ? at.page + 1 : full;
    members.push({ path: facts.pages, value: knobs.doneFlag === "string" ? String(count) : count });
  }
  return { rows: taken.rows, members };
};
