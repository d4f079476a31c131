import { expect, test } from "vitest";
import { findConflicts } from "../../../src/edit/conflicts.ts";
import { readWorkerFile } from "../../../src/project/worker-file.ts";
import type { WorkerItem } from "../../../src/project/types.ts";
import type { Snippet } from "../../../src/render/snippet.ts";

const text = `import { Worker } from "@notionhq/workers";
import { books } from "./shelf.js";
const worker = new Worker();
worker.tool("booksDelta", {});
enum Genre { Novel }
export default worker;
`;

function snippet(part: Partial<Snippet>): Snippet {
  return { role: "sync", declares: [], registers: [], text: "", ...part };
}

test("a key that anything has registered is refused with both places and the flag that renames ours", async () => {
  const file = await readWorkerFile("src/index.ts", text);
  const wanted = snippet({ registers: [{ kind: "sync", key: "booksDelta" }] });
  const [problem, ...more] = findConflicts(file, file.items, [wanted]);
  expect(more).toEqual([]);
  expect(problem?.exit).toBe(4);
  expect(problem?.place).toEqual({ file: "src/index.ts", line: 4 });
  expect(problem?.message).toBe(
    'Expected a free key for the new sync "booksDelta", but "booksDelta" is registered by the tool at src/index.ts:4: everything in a worker shares one key space.',
  );
  expect(problem?.fix).toBe("Add `--set name=…`, or rename the one that is there.");
});

test("a key in another file counts, and a database is renamed by its own flag", async () => {
  const file = await readWorkerFile("src/index.ts", text);
  const elsewhere: WorkerItem = { kind: "other", key: "books", file: "src/flows/books.ts", line: 9 };
  const wanted = snippet({ role: "database", registers: [{ kind: "database", key: "books" }] });
  const [problem] = findConflicts(file, [...file.items, elsewhere], [wanted]);
  expect(problem?.message).toContain("registered by the item at src/flows/books.ts:9");
  expect(problem?.fix).toContain("--set database.key=…");
});

test("an identifier that is imported or declared is refused, said of what it would be part of", async () => {
  const file = await readWorkerFile("src/index.ts", text);
  const database = snippet({
    role: "database",
    declares: ["books"],
    registers: [{ kind: "database", key: "library" }],
  });
  const type = snippet({ role: "type", declares: ["Genre"] });
  expect(findConflicts(file, file.items, [database, type]).map((problem) => problem.message)).toEqual([
    'Expected a free name for the new database "library", but `books` is declared by the import at src/index.ts:2.',
    "Expected a free name for the new type, but `Genre` is declared by the declaration at src/index.ts:5.",
  ]);
});

test("keys are told apart by case, as the SDK does, and free ones pass", async () => {
  const file = await readWorkerFile("src/index.ts", text);
  const wanted = snippet({ declares: ["book"], registers: [{ kind: "sync", key: "BooksDelta" }] });
  expect(findConflicts(file, file.items, [wanted])).toEqual([]);
});
