import * as Builder from "@notionhq/workers/builder";
import { optionName } from "./option-name.js";

export function multiSelectOf(values: readonly unknown[]) {
  const names = values.map(optionName).filter((name) => name !== undefined);
  return Builder.multiSelect(...new Set(names));
}
