import type { Severity } from "../rules/rule.ts";
import { suppressionId } from "../suppress.ts";
import type { Finding } from "../types.ts";
import type { Review } from "../validate.ts";

const levels: Record<Severity, "error" | "warning" | "note"> = {
  error: "error",
  warn: "warning",
  info: "note",
};

/** One SARIF 2.1.0 log, as code scanning takes it. What comments suppress is in it, marked as such. */
export function toSarif({ rules, findings, suppressed }: Review, version: string): object {
  const described = [
    ...rules.map((rule) => ({
      id: rule.id,
      shortDescription: { text: rule.title },
      help: { text: `create-sync explain ${rule.id}` },
      defaultConfiguration: { level: levels[rule.severity] },
      properties: { tags: rule.hazards },
    })),
    {
      id: suppressionId,
      shortDescription: { text: "A comment that suppresses nothing" },
      defaultConfiguration: { level: levels.warn },
    },
  ];
  const index = new Map(described.map(({ id }, position) => [id, position]));
  const results = [
    ...findings.map((finding) => resultOf(finding, index)),
    ...suppressed.map(({ reason, ...finding }) => ({
      ...resultOf(finding, index),
      suppressions: [{ kind: "inSource", justification: reason }],
    })),
  ];
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "create-sync", version, rules: described } },
        columnKind: "utf16CodeUnits",
        results,
      },
    ],
  };
}

function resultOf(finding: Finding, index: ReadonlyMap<string, number>): object {
  const { rule, severity, message, fix, file } = finding;
  return {
    ruleId: rule,
    ruleIndex: index.get(rule) ?? -1,
    level: levels[severity],
    message: { text: `${message} ${fix}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: {
            uri: file.split("/").map(encodeURIComponent).join("/"),
            uriBaseId: "%SRCROOT%",
          },
          region: {
            startLine: finding.line,
            startColumn: finding.column,
            endLine: finding.endLine,
            endColumn: finding.endColumn,
          },
        },
      },
    ],
  };
}
