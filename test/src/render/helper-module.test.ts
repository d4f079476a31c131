import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { repository } from "../../kit/temp-project.ts";

const folder = `${repository}templates/helpers/`;
const declared = (file: string): string[] =>
  [
    ...readFileSync(folder + file, "utf8").matchAll(
      /^(?:export )?(?:async )?(?:const|function|class|type) (\w+)/gm,
    ),
  ].map((match) => match[1] ?? "");

it("no two helpers declare one name: in the user's module they stand side by side, and a name that is there is not added again", () => {
  const names = readdirSync(folder).flatMap(declared);
  expect(names.length).toBeGreaterThan(50);
  expect(names.filter((name, index) => names.indexOf(name) < index)).toEqual([]);
});
