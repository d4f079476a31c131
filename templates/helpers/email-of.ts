import * as Builder from "@notionhq/workers/builder";
import { cell } from "./cell.js";

export const emailOf = cell(Builder.email, (text) => /^[^\s@]+@[^\s@]+$/.test(text));
