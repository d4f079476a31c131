import { inlineYaml } from "../plan/inline.ts";
import type { FoundRows } from "../plan/questions.ts";
import { fieldRows } from "./field-text.ts";
import type { Findings } from "./guess.ts";
import { pageRows } from "./page-text.ts";
import { sayGuess, wrapAll } from "./say.ts";

/**
 * What stands in a plan in place of a question, by the field that it answers: the line, and the comment above it. What
 * no sample can know keeps its blank or its safe answer.
 */
export function planRows(found: Findings): FoundRows {
  const { noun, list, id } = found;
  const many = noun?.many ?? "records";
  const one = noun?.one ?? "record";
  const rows: (readonly [string, { line: string; comment: string[] }])[] = [
    [
      "name",
      {
        line: `name: ${noun ? inlineYaml(noun.name) : "<fill in a name like acmeOrders>"}`,
        comment: wrapAll("A short name; every key in the worker is derived from it."),
      },
    ],
    ...(noun
      ? [
          [
            "source.record",
            {
              line: `  record: { one: ${inlineYaml(noun.one)}, many: ${inlineYaml(noun.many)} }`,
              comment: wrapAll(
                "What is one record called, and several of them?",
                "Found (guess): from the names around the list.",
              ),
            },
          ] as const,
        ]
      : []),
    [
      "source.list.records",
      {
        line: `    records: ${list.value === "" ? '""' : inlineYaml(list.value)}`,
        comment: wrapAll(
          `Where is the list of ${many} in the answer? "" if the answer is the list.`,
          sayGuess(list),
        ),
      },
    ],
    [
      "source.list.id",
      {
        line: `    id: ${id ? inlineYaml(id.value) : "<fill in the path like id>"}`,
        comment: wrapAll(
          `What stays the same about one ${one} for ever, and is never used again for another? It becomes the row's key.`,
          id ? sayGuess(id) : "Not found: no value is there in every record and different in each.",
        ),
      },
    ],
    ...pageRows(found),
    ["source.changes", { line: "  changes: { kind: none }", comment: changesComment(found, many) }],
    ["source.deletes", { line: "  deletes: [{ kind: sweep }]", comment: deletesComment(found, one) }],
    ["fields", fieldRows(found)],
  ];
  return new Map(rows);
}

const printed: Record<string, string> = {
  "epoch-s": ", printed: epoch-s",
  "epoch-ms": ", printed: epoch-ms",
};

function changesComment({ change }: Findings, many: string): string[] {
  const question = `Can you ask the API for only the ${many} that changed since yesterday? No sample shows that. Unsure: none; each run then reads everything.`;
  if (!change) return wrapAll(question, "Not found: no time in the records says when one was last changed.");
  const form = printed[change.form] ?? "";
  return wrapAll(
    question,
    `${sayGuess(change)}`,
    `If the documentation names a filter for it, \`create-sync plan template custom\` has the kinds; the time would be field: ${inlineYaml(change.value)}${form}. Also find out which edits leave that time as it was.`,
  );
}

function deletesComment({ marks }: Findings, one: string): string[] {
  const question = `If someone deletes a ${one}, does your API still show it, marked as deleted? Unsure: sweep, which always works: what is no longer listed is gone.`;
  const proposals = marks
    .slice(0, 3)
    .map(
      (mark) =>
        `${sayGuess(mark)} If that means deleted, write [{ kind: flag, when: ${inlineYaml(mark.value)} }].`,
    );
  return wrapAll(question, ...proposals);
}
