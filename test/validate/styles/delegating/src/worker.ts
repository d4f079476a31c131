import { Worker } from "@notionhq/workers";

export const worker = new Worker();

// Quillbox: 10 requests a second for each key, whoever asks; both syncs share this.
export const quillbox = worker.pacer("quillbox", { allowedRequests: 10, intervalMs: 1_000 });
