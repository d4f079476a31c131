import { Worker } from "@notionhq/workers";

export function build() {
	const worker = new Worker();
	return worker;
}
