import { answerPath, type PagingUnit } from "../../src/kit.ts";

export const keyset: PagingUnit<"keyset"> = {
  id: "keyset",
  label: "After the last record",
  hint: "The next page begins after the time and id of the last record; an empty page ends the list.",
  position: "Keyset",
  slots: (page) => ({
    since: "at?.time",
    time: "at?.time",
    id: page.start === undefined ? "at?.id" : `at?.id ?? ${JSON.stringify(page.start)}`,
  }),
  sends: (page) => ({ id: page.sendId }),
  model: (page) => ({
    ...(page.more !== undefined && { more: answerPath(page.more) ?? [] }),
    ...(page.more === undefined && page.size !== undefined && { fullPage: String(page.size.value) }),
  }),
};
