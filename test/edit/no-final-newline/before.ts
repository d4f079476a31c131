import { Worker } from "@notionhq/workers";
export const worker = new Worker();
export const answer = 42; // no line end follows