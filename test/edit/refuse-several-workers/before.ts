import { Worker } from "@notionhq/workers";

const first = new Worker();
export const second = new Worker();

export default first;
