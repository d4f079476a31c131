import type { PageFacts } from "../../source/schema.ts";
import { readPageSize, roomOf } from "../page-size.ts";
import type { Asked, Refusal, Tools } from "../parts.ts";
import type { Position } from "../tokens.ts";

/** Where the page with a number (from 1) begins: pages are counted off from the start of the list as it is now. */
export function numberedPosition(
  { page, asked, tools }: { page: Pick<PageFacts, "size">; asked: Asked; tools: Tools },
  number: number,
): Position | Refusal {
  const size = readPageSize(page, asked);
  if (typeof size !== "number") return size;
  const { knobs, random } = tools;
  const room = roomOf(size, knobs);
  const ties = knobs.ties === "shuffled" ? { ties: 1 + Math.floor(random() * 1e9) } : {};
  const at = (count: number): Position => {
    const empty = knobs.emptyPages.filter((other) => other < count).length;
    return { page: count, served: room * Math.max(0, count - 1 - empty), ...ties };
  };
  return number > 1 ? { ...at(number), before: at(number - 1) } : at(1);
}
