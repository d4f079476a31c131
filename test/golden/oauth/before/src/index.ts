import { Worker } from "@notionhq/workers";

const worker = new Worker();
export default worker;
