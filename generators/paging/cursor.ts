import { answerPath, type PagingUnit } from "../../src/kit.ts";

export const cursor: PagingUnit<"cursor"> = {
  id: "cursor",
  label: "A token in the answer",
  hint: "The answer names the next page (next_cursor, after); no token ends the list.",
  position: "string",
  slots: () => ({ cursor: "at" }),
  sends: (page) => ({ cursor: page.send }),
  model: (page) => ({
    read: answerPath(page.read) ?? [],
    ...(page.more !== undefined && { more: answerPath(page.more) ?? [] }),
  }),
};
