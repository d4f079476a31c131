import * as Builder from "@notionhq/workers/builder";
import { optionName } from "./option-name.js";
import { plain } from "./plain.js";

export function selectOf(value: unknown, labels: Readonly<Record<string, string>> = {}) {
  const raw = plain(value);
  const name = optionName(raw !== undefined && Object.hasOwn(labels, raw) ? labels[raw] : raw);
  return name === undefined ? [] : Builder.select(name);
}
