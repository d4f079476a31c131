import * as Builder from "@notionhq/workers/builder";
import { plain } from "./plain.js";

export function numberOf(value: unknown) {
  const number = typeof value === "boolean" ? Number.NaN : Number(plain(value) ?? Number.NaN);
  return Number.isFinite(number) ? Builder.number(number) : [];
}
