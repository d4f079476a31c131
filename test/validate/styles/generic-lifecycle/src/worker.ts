import { Worker } from "@notionhq/workers";

const worker = new Worker();
export default worker;

export const tidewater = worker.pacer("tidewater", { allowedRequests: 8, intervalMs: 1000 });
