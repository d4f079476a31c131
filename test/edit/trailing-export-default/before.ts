import { Worker } from "@notionhq/workers";

const worker = new Worker();
worker.pacer("other", { allowedRequests: 1, intervalMs: 1_000 });

/* Nothing below this line is generated. */

// ntn reads the default export
// and nothing else.
export default worker; // last

// The end.
