import { answerPath, type PagingUnit } from "../../src/kit.ts";

export const nextUrl: PagingUnit<"next-url"> = {
  id: "next-url",
  label: "An address in the answer",
  hint: "The answer holds the next page's URL; it is followed as it is, on the same host only.",
  position: "string",
  slots: () => ({}),
  sends: () => ({}),
  model: (page) => ({
    read: answerPath(page.read) ?? [],
    ...(page.last !== undefined && { last: answerPath(page.last) ?? [] }),
  }),
};
