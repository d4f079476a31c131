import { Worker } from "@notionhq/workers";
import { j } from "@notionhq/workers/schema-builder";

const worker = new Worker();
export default worker;

worker.tool("sayHello", {
	title: "Say Hello",
	description: "Greets   someone",
	schema: j.object({ name: j.string().describe("Whom to greet") }),
	outputSchema: j.string(),
	execute: ({ name }) => `Hello, ${name}`,
});
