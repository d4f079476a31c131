import { styleText } from "node:util";
import { printable } from "../../problems/printable.ts";
import type { SourceText } from "../code/program.ts";
import type { Severity } from "../rules/rule.ts";
import type { Review } from "../validate.ts";
import type { Finding } from "../types.ts";
import { codeFrame } from "./frame.ts";

const marks: Record<Severity, string> = {
  error: styleText("red", "✖", { validateStream: false }),
  warn: styleText("yellow", "▲", { validateStream: false }),
  info: styleText("blue", "●", { validateStream: false }),
};

const mostShown = 200;

/** A review for a terminal: each finding with its code and what mends it, and a line that counts them. */
export function describeReview(
  { findings, suppressed, rules, files: paths }: Review,
  files: readonly SourceText[],
): string {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const shown = findings
    .slice(0, mostShown)
    .map((finding) => describeFinding(finding, texts.get(finding.file) ?? ""));
  const more = findings.length > mostShown ? [`… and ${findings.length - mostShown} more`] : [];
  const hidden = suppressed.length > 0 ? `; ${suppressed.length} suppressed by comments` : "";
  const counted = (["error", "warn", "info"] as const).flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [sayCount(severity, count)];
  });
  const scope = `${count(rules.length, "rule")} over ${count(paths.length, "file")}`;
  const summary =
    counted.length === 0
      ? `Nothing found: ${scope}${hidden}.`
      : `${counted.join(", ")}: ${scope}${hidden}. Why a rule is one: create-sync explain <rule-id>`;
  return [...shown, ...more, summary].join("\n\n");
}

/** How many of a kind, in words. */
function sayCount(severity: Severity, number: number): string {
  return count(number, { error: "error", warn: "warning", info: "note" }[severity]);
}

function count(number: number, one: string): string {
  return `${number} ${one}${number === 1 ? "" : "s"}`;
}

function describeFinding(finding: Finding, text: string): string {
  const { rule, severity, message, fix, file, line, column, sync, fixable } = finding;
  const about = sync === undefined ? "" : ` (${printable(sync)})`;
  return [
    `${marks[severity]} ${rule}: ${printable(message)}`,
    styleText("dim", `  at ${printable(file)}:${line}:${column}${about}`, { validateStream: false }),
    ...codeFrame(text, finding).map((each) => `  ${each}`),
    `${styleText("green", "  →", { validateStream: false })} ${printable(fix)}${fixable ? " (--fix does a part of it)" : ""}`,
  ].join("\n");
}
