import { answerPath, type PagingUnit } from "../../src/kit.ts";

export const lastId: PagingUnit<"last-id"> = {
  id: "last-id",
  label: "After the last id",
  hint: "The next page begins after the id of the last record; an empty page ends the list.",
  position: "string",
  slots: (page) => ({ id: page.start === undefined ? "at" : `at ?? ${JSON.stringify(page.start)}` }),
  sends: (page) => ({ id: page.send }),
  model: (page) => ({
    ...(page.more !== undefined && { more: answerPath(page.more) ?? [] }),
  }),
};
