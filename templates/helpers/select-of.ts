import * as Builder from "@notionhq/workers/builder";
import { optionName } from "./option-name.js";

export function selectOf(value: unknown, labels: Readonly<Record<string, string>> = {}) {
  const name = optionName(Object.hasOwn(labels, String(value)) ? labels[String(value)] : value);
  return name === undefined ? [] : Builder.select(name);
}
