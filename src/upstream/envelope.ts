import { answerPath } from "../source/path.ts";
import { withAnswerAt } from "../model/sample.ts";

/** Where the records stand; a `sparse` answer without records lacks the list itself. */
type Place = { records: string; sparse?: boolean | undefined };

/** The body of an answer: the records, which are JSON texts, at their path, and what else stands around them. */
export function wrapRecords(
  texts: readonly string[],
  { records: path, sparse }: Place,
  members: readonly { path: string; value: unknown }[],
): string {
  const list = `[${texts.join(",")}]`;
  if (path === "") return list;
  // A text that no member can hold, for texts are written without control characters.
  const mark = "\u0000records";
  const keys = answerPath(path) ?? [];
  const isLeftOut = sparse === true && texts.length === 0;
  const start = isLeftOut ? withAnswerAt({}, keys.slice(0, -1), {}) : withAnswerAt({}, keys, mark);
  const envelope = members.reduce<unknown>(
    (body, member) => withAnswerAt(body, answerPath(member.path) ?? [], member.value),
    start,
  );
  const [before = "", after] = JSON.stringify(envelope).split(JSON.stringify(mark));
  return after === undefined ? before : before + list + after;
}
