import { isGraphql } from "../../source/requests.ts";
import { compareIds } from "../../world/ids.ts";
import { readPageSize, roomOf } from "../page-size.ts";
import { isRefusal, type Paging } from "../parts.ts";
import { execute, readDocument } from "./graphql-document.ts";
import { moreFlag } from "./more.ts";
import { firstIndex } from "./token-walk.ts";

/** A page begins after the id that the client sends, whether or not that record still exists. */
export const lastId: Paging<"last-id"> = ({ page, asked, selection, tools }) => {
  const sent = isGraphql(asked.facts.request) ? readDocument({ asked, tools }) : undefined;
  if (sent !== undefined && isRefusal(sent)) return sent;
  const size = readPageSize(page, asked);
  if (typeof size !== "number") return size;
  const after = asked.slot("id", page.send);
  if (after !== undefined && after !== page.start && tools.idStyle === "number" && !/^\d{1,15}$/.test(after))
    return { status: 400, error: `invalid_${page.send ?? "id"}` };
  const { rows, isDescending } = selection;
  const isFirst = after === undefined || after === page.start || tools.knobs.tieBreak === "ignored";
  const sign = isDescending ? -1 : 1;
  const from = isFirst ? 0 : firstIndex(rows, ({ id }) => sign * compareIds(id, after) > 0);
  const taken = rows.slice(from, from + roomOf(size, tools.knobs));
  const hasMore = from + taken.length < rows.length;
  const members = moreFlag(page.more, hasMore, tools.knobs);
  return { rows: taken, members, ...(sent && { finish: (body: unknown) => execute(sent, body) }) };
};
