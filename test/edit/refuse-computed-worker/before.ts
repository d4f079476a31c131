import { createWorker } from "./create-worker.js";

const worker = createWorker({ name: "books" });

export default worker;
