import { Worker } from "@notionhq/workers";

const worker = new Worker();
const broken = { a: 1,, };

export default worker;
