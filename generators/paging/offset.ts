import { answerPath, type PagingUnit } from "../../src/kit.ts";

export const offset: PagingUnit<"offset"> = {
  id: "offset",
  label: "An offset",
  hint: "A page begins after so many records; each one is compared with the one before, which a deletion shifts.",
  position: "Numbered",
  sortedPosition: "Restart",
  slots: (_page, isSorted) => ({ offset: "at.number", ...(isSorted && { since: "at.since" }) }),
  sends: ({ send }) => ({ offset: send }),
  model: ({ start, more, cap, size }) => ({
    ...(more !== undefined && { more: answerPath(more) ?? [] }),
    numbers: {
      first: start,
      limits: [
        { name: "size", count: size?.value ?? 1 },
        ...(cap === undefined || !size ? [] : [{ name: "last", count: cap - size.value + start }]),
      ],
    },
  }),
};
