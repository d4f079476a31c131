import { expect, test } from "vitest";
import { chooseNames } from "../../../src/model/names.ts";
import { changesReader, listReader } from "../../../src/model/readers.ts";
import { planOf } from "../../kit/plans.ts";

test("a reader knows where its own answer has the records, and whether it leaves an empty list out", async () => {
  const plan = await planOf("quickbooks.customers");
  const names = chooseNames(plan, { worker: "worker", ownProperties: true });
  expect(listReader(plan, names)).toMatchObject({ records: ["QueryResponse", "Customer"], sparse: true });
  expect(changesReader(plan, names)).toMatchObject({
    records: ["CDCResponse", 0, "QueryResponse", 0, "Customer"],
    sparse: true,
  });
});
