import type { PagingUnit } from "../../src/kit.ts";

export const single: PagingUnit<"single"> = {
  id: "single",
  label: "One answer with everything",
  hint: "Nothing is paged; the answer is read anew for each hundred records that are handed in.",
  position: "string",
  sortedPosition: "Keyset",
  slots: () => ({}),
  sends: () => ({}),
  model: () => ({}),
};
