import { expect, test } from "vitest";
import { lookupSchema } from "../../../src/source/lookup-schema.ts";

const stages = {
  request: { path: "/pipelines" },
  records: "results",
  inside: "stages",
  id: "id",
  value: "label",
};

test("entries inside of the elements of a list come in one answer", () => {
  expect(lookupSchema.parse(stages)).toMatchObject({ inside: "stages", page: { kind: "single" } });
  const paged = lookupSchema.safeParse({ ...stages, page: { kind: "cursor", send: "after", read: "next" } });
  expect(paged.error?.issues).toMatchObject([{ path: ["inside"] }]);
});
