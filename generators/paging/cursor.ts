import { pathNames, type PagingUnit } from "../../src/kit.ts";

export const cursor: PagingUnit<"cursor"> = {
  id: "cursor",
  label: "A token in the answer",
  hint: "The answer names the next page (next_cursor, after); no token ends the list.",
  position: "string",
  model: (page) => ({ send: page.send, read: pathNames(page.read) ?? [] }),
};
