import { expect, test } from "vitest";
import { cellNode } from "../../../src/model/cells.ts";
import { templateHelpers } from "../../../src/render/helpers.ts";
import type { Field } from "../../../src/source/field-schema.ts";

const spelled = (field: Partial<Field> & Pick<Field, "type" | "from">): string => {
  const { value } = cellNode({ name: "X", ...field }, "order");
  return templateHelpers((name) => name)["value"]?.(value as never) ?? "";
};

test.each<[string, Partial<Field> & Pick<Field, "type" | "from">]>([
  ["order.items?.data?.[0]?.price?.nickname", { type: "richText", from: "items.data[0].price.nickname" }],
  ["order.images?.[0]", { type: "url", from: "images[0]" }],
  ["epochOf(order.items?.[0]?.end)", { type: "dateTime", from: "items[0].end", transform: "epoch-s" }],
  [
    "each(order.items?.[0]?.tags, (item) => item.name)",
    { type: "multiSelect", from: "items[0].tags[].name" },
  ],
  ["parted(order.tags)", { type: "multiSelect", from: "tags", transform: "split" }],
  ["fractionOf(order.share)", { type: "number", from: "share", transform: "percent" }],
])("spells %s", (code, field) => {
  expect(spelled(field)).toBe(code);
});
