import * as Builder from "@notionhq/workers/builder";
import { plain } from "./plain.js";

export const titleOf = (value: unknown, empty: string) => Builder.title(plain(value) ?? empty);
