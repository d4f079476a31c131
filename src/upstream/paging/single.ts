import type { Paging } from "../parts.ts";

/** Everything in one answer. */
export const single: Paging<"single"> = ({ selection }) => ({ rows: selection.rows, members: [] });
