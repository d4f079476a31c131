import { Worker } from "@notionhq/workers";

export const worker = new Worker();

export function greet(name: string): string {
    if (name === "") {
        return "Hello";
    }
    return `Hello, ${name}`;
}
