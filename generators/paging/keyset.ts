import { pathNames, type PagingUnit } from "../../src/kit.ts";

export const keyset: PagingUnit<"keyset"> = {
  id: "keyset",
  label: "After the last record",
  hint: "The next page begins after the time and id of the last record; an empty page ends the list.",
  position: "Keyset",
  model: (page) => ({
    send: page.sendId,
    ...(page.more !== undefined && { more: pathNames(page.more) ?? [] }),
  }),
};
