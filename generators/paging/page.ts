import { answerPath, type PagingUnit } from "../../src/kit.ts";

export const page: PagingUnit<"page"> = {
  id: "page",
  label: "Page numbers",
  hint: "Pages are asked for by number; each one is compared with the one before, which a deletion shifts.",
  position: "Numbered",
  sortedPosition: "Restart",
  slots: (_page, isSorted) => ({ page: "at.number", ...(isSorted && { since: "at.since" }) }),
  sends: ({ send }) => ({ page: send }),
  model: ({ start, more, pages, cap, size }) => ({
    ...(more !== undefined && { more: answerPath(more) ?? [] }),
    ...(pages !== undefined && { pages: answerPath(pages) ?? [] }),
    numbers: {
      first: start,
      limits: [
        ...(pages === undefined || start === 1 ? [] : [{ name: "first", count: start }]),
        ...(cap === undefined || !size
          ? []
          : [{ name: "last", count: Math.floor(cap / size.value) + start - 1 }]),
      ],
    },
  }),
};
