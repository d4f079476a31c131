import type { PageFacts } from "../../source/schema.ts";
import type { Paging } from "../parts.ts";
import { cursor } from "./cursor.ts";
import { keyset } from "./keyset.ts";
import { lastId } from "./last-id.ts";
import { linkHeader } from "./link-header.ts";
import { nextUrl } from "./next-url.ts";
import { offset } from "./offset.ts";
import { page } from "./page.ts";
import { relay } from "./relay.ts";
import { single } from "./single.ts";

/** How each kind of page is served. A new kind is a file and a line here. */
export const pagings: { [Kind in PageFacts["kind"]]?: Paging<Kind> } = {
  single,
  cursor,
  "next-url": nextUrl,
  "link-header": linkHeader,
  "last-id": lastId,
  page,
  offset,
  keyset,
  relay,
};
