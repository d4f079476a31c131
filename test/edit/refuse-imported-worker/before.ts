import worker from "./worker.js";

worker.pacer("api", { allowedRequests: 1, intervalMs: 1_000 });

export default worker;
