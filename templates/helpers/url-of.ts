import * as Builder from "@notionhq/workers/builder";
import { cell } from "./cell.js";

/** A web or mail address; javascript: and bare words count as empty. */
export const urlOf = cell(Builder.url, (text) => /^(https?:\/\/|mailto:)/i.test(text) && URL.canParse(text));
