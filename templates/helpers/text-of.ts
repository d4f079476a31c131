import * as Builder from "@notionhq/workers/builder";
import { cell } from "./cell.js";

export const textOf = cell(Builder.richText);
