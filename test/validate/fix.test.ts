import { describe, expect, test } from "vitest";
import { applyEdits } from "../../src/validate/fix.ts";
import type { Found } from "../../src/validate/find.ts";
import { review } from "../../src/validate/validate.ts";
import { headerNumber, sourcesOf, workerText } from "./worker.ts";

const wrong = workerText({ limit: headerNumber });
const right = wrong.replace(
  'Number(response.headers.get("retry-after"))',
  '(Number(response.headers.get("retry-after")) || 60)',
);

describe("applyEdits", () => {
  test("mends what is mechanical, and the rule is silent then", () => {
    const sources = sourcesOf(wrong);
    const { changes, fixed } = applyEdits(sources.files, review(sources).found);
    expect(changes).toEqual([{ path: "src/index.ts", before: wrong, after: right }]);
    expect(fixed.map(({ rule }) => rule)).toEqual(["retry-after-number"]);
    expect(review(sourcesOf(right)).findings).toEqual([]);
  });

  test("keeps line ends and the byte order mark", () => {
    const windows = (text: string): string => `\uFEFF${text.replaceAll("\n", "\r\n")}`;
    const sources = sourcesOf(windows(wrong));
    const [change] = applyEdits(sources.files, review(sources).found).changes;
    expect(change).toMatchObject({ before: windows(wrong), after: windows(right) });
  });

  test("touches no file without such a finding", () => {
    const sources = sourcesOf(workerText({ wait: "" }));
    const { found } = review(sources);
    expect(found).toHaveLength(1);
    expect(applyEdits(sources.files, found)).toEqual({ changes: [], fixed: [] });
  });

  test("of findings that touch each other the first is mended, the others wait; none is mended by half", () => {
    const sources = sourcesOf(wrong);
    const { found } = review(sources);
    const [one] = found;
    const [edit] = one?.fault.edits ?? [];
    const file = sources.program.files[0];
    if (!one || !edit || !file) throw new Error("the worker has no finding to mend");
    const whole: Found = {
      ...one,
      fault: { ...one.fault, edits: [{ node: edit.node.parent, text: "retryAfter: 1" }] },
    };
    const apart: Found = {
      ...one,
      fault: { ...one.fault, edits: [{ node: file.statements[0] ?? file, text: "" }, edit] },
    };
    const { changes, fixed } = applyEdits(sources.files, [one, whole, apart]);
    expect(fixed).toHaveLength(1);
    expect(changes[0]?.after).toBe(right);
  });

  test("an edit that breaks the file is refused as a bug of ours", () => {
    const sources = sourcesOf(wrong);
    const { found } = review(sources);
    const broken = found.map((one) => ({
      ...one,
      fault: { ...one.fault, edits: (one.fault.edits ?? []).map(({ node }) => ({ node, text: "((" })) },
    }));
    expect(() => applyEdits(sources.files, broken)).toThrow(/^a fix breaks/);
  });
});
