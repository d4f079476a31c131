import { pathNames, type PagingUnit } from "../../src/kit.ts";

export const relay: PagingUnit<"relay"> = {
  id: "relay",
  label: "A GraphQL connection",
  hint: "The pageInfo of the answer has the next cursor; an answer with errors is refused.",
  position: "string",
  slots: () => ({ cursor: "at" }),
  sends: () => ({}),
  model: (page) => {
    const info = [...(pathNames(page.connection) ?? []), "pageInfo"];
    return { more: [...info, "hasNextPage"], read: [...info, "endCursor"] };
  },
};
