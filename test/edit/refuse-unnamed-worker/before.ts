import { Worker } from "@notionhq/workers";

export default new Worker();
