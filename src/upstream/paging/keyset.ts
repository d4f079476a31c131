import { compareIds } from "../../world/ids.ts";
import { readPageSize, roomOf } from "../page-size.ts";
import type { Paging } from "../parts.ts";
import { shuffleTies } from "../rows.ts";
import { moreFlag } from "./more.ts";

/**
 * A page begins after a time and an id that the client sends. The selection holds everything from that time on, itself
 * included where an id came with it (`hasTieBreak`); here the records up to the id are left out.
 */
export const keyset: Paging<"keyset"> = ({ page, asked, selection, tools }) => {
  const { knobs, random } = tools;
  const size = readPageSize(page, asked);
  if (typeof size !== "number") return size;
  const id = asked.slot("id", page.sendId);
  const { since, rows } = selection;
  const isBehind =
    id === undefined || since === undefined || knobs.tieBreak === "ignored" || knobs.filter === "ignored";
  const rest = isBehind ? rows : rows.filter((row) => row.sort !== since || compareIds(row.id, id) > 0);
  const ordered = knobs.ties === "shuffled" ? shuffleTies(rest, Math.floor(random() * 1e9)) : rest;
  const taken = ordered.slice(0, roomOf(size, knobs));
  return { rows: taken, members: moreFlag(page.more, taken.length < ordered.length, knobs) };
};
