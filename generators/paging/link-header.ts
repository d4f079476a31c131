import type { PagingUnit } from "../../src/kit.ts";

export const linkHeader: PagingUnit<"link-header"> = {
  id: "link-header",
  label: "A Link header",
  hint: 'The Link header holds the next page\'s URL (rel="next"); it is followed as it is.',
  position: "string",
  slots: () => ({}),
  sends: () => ({}),
  model: (page) => (page.only === undefined ? {} : { link: page.only }),
};
