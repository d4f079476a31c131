import * as Builder from "@notionhq/workers/builder";
import { cell } from "./cell.js";

export const phoneOf = cell(Builder.phoneNumber);
