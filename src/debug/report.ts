import { printable } from "../problems/printable.ts";
import { cutToWidth, toPlainLine } from "../problems/text-width.ts";
import { wrapText } from "../source/wrap.ts";
import type { Sign } from "./causes/cause.ts";
import type { Diagnosis, Suspicion } from "./diagnose.ts";
import type { Evidence } from "./evidence.ts";
import type { Played, Reproduction } from "./reproduce.ts";
import type { Place } from "./types.ts";

/** All that is known in the end. `rows` is there where rows were asked about. */
export type Findings = { evidence: Evidence; diagnosis: Diagnosis; rows?: Reproduction };

const width = 92;
const longestQuote = 400;

/** A diagnosis in words: what happened, why, where, what mends it and what proves it; then the rest. */
export function describeDiagnosis({ evidence, diagnosis, rows }: Findings): string {
  const { suspicions, tellApart, error, unseen } = diagnosis;
  const [first, ...others] = suspicions;
  const failed = rows?.played.find(({ finding }) => finding);
  const sections = [
    failed
      ? describePlayed(failed, first)
      : first
        ? describeFirst(first, evidence, error)
        : describeNothing(evidence, error),
    ...(first
      ? [
          section(failed ? "What speaks for the cause" : "Why we think so", [
            ...(failed ? [`${first.title} [${first.id}]`] : []),
            ...signLines(first),
          ]),
        ]
      : []),
    ...(others.length > 0 ? [section("Also possible", others.flatMap(describeOther))] : []),
    ...(tellApart
      ? [
          section("To tell the first two apart", [
            `$ ${tellApart.command}`,
            ...wrapped(tellApart.reads, "  "),
          ]),
        ]
      : []),
    ...(rows ? [section("Played here", describeRows(rows))] : []),
    section(
      "What could not be seen",
      [...(first?.blind ?? []), ...unseen, ...blindOf(evidence)].flatMap((text) => wrapped(text, "  ", "- ")),
    ),
  ];
  return sections.filter((text) => text !== "").join("\n\n");
}

function describeFirst(first: Suspicion, evidence: Evidence, error: Diagnosis["error"]): string {
  return [
    `${subjectOf(evidence)}${first.title}.`,
    row("Why", error ? `${quoted(error.text)}, line ${error.line} of the log` : (first.for[0]?.text ?? "")),
    row("Sure", `${first.certainty}: ${sayCertainty(first)} [${first.id}]`),
    ...(first.place ? [row("Where", sayPlace(first.place, evidence))] : []),
    ...(error?.calledFrom && first.place === error.place
      ? [row("", `called from ${sayPlace(error.calledFrom, evidence)}`)]
      : []),
    row("Fix", first.fix),
    row("Prove", first.proof[0] ?? ""),
  ].join("\n");
}

function describePlayed(failed: Played, first: Suspicion | undefined): string {
  return [
    `It happens here, too: ${failed.title.replace(/\.$/, "")}.`,
    row("Why", failed.finding?.detail ?? ""),
    ...(failed.finding?.where
      ? [row("Where", failed.finding.where)]
      : first?.place
        ? [row("Where", sayPlace(first.place))]
        : []),
    row("Fix", first?.fix ?? "Mend what the scenario shows, and play it again."),
    row("Prove", failed.command),
  ].join("\n");
}

function describeNothing(evidence: Evidence, error: Diagnosis["error"]): string {
  if (!error) return `${subjectOf(evidence)}nothing was found that explains it.`;
  return [
    `${subjectOf(evidence)}an error that no known cause explains.`,
    row("Said", `${quoted(error.text)}, line ${error.line} of the log`),
    ...(error.place ? [row("Where", sayPlace(error.place, evidence))] : []),
    row("Next", `create-sync run ${evidence.key ?? "<key>"}`),
  ].join("\n");
}

function describeOther({ title, id, certainty, for: speaking, against, fix, proof }: Suspicion): string[] {
  return [
    ...wrapped(`${title} (${certainty}) [${id}]`, "    "),
    ...signLines({ for: speaking, against })
      .slice(0, 3)
      .map((line) => `  ${line}`),
    ...wrapped(fix, "      ", "  Fix "),
    ...(proof[0] ? [`  $ ${proof[0]}`] : []),
  ];
}

function describeRows({ played, because }: Reproduction): string[] {
  const survived = played.filter(({ finding }) => !finding).map(({ scenario }) => scenario);
  return [
    ...played
      .filter(({ finding }) => finding)
      .map(({ scenario, finding }) => `fails: ${scenario}: ${finding?.detail ?? ""}`),
    ...(survived.length > 0 ? [`survived: ${survived.join(", ")}`] : []),
    ...(because ? [`not played: ${because}`] : []),
    ...(played.length > 0 && survived.length === played.length && !because
      ? [
          "The code survives all that is known to bring this about. Look at what the credential may see, at the filter of the view in Notion, and at how late the API shows changes.",
        ]
      : []),
  ].flatMap((text) => wrapped(printable(text), "  "));
}

function signLines({ for: speaking, against }: Pick<Suspicion, "for" | "against">): string[] {
  return [
    ...speaking.map((sign) => ["+ ", sign] as const),
    ...against.map((sign) => ["- ", sign] as const),
  ].flatMap(([mark, sign]) => wrapped(saySign(sign), "  ", mark));
}

function sayCertainty({ certainty, against }: Suspicion): string {
  if (certainty === "certain") return "the log leaves no other explanation";
  return against.length > 0
    ? "something speaks against it, see below"
    : certainty === "likely"
      ? "it fits all that is known"
      : "something speaks for it, little proves it";
}

function sayPlace(place: Place, evidence?: Evidence): string {
  const line = evidence?.code?.files.get(place.file)?.[place.line - 1]?.trim();
  const inside = place.inside ? `, in ${toPlainLine(place.inside)}` : "";
  return `${toPlainLine(place.file)}:${place.line}${place.column === undefined ? "" : `:${place.column}`}${inside}${line ? `: ${cutToWidth(toPlainLine(line), width)}` : ""}`;
}

function sayPlaceShort({ file, line }: Place): string {
  return `${toPlainLine(file)}:${line}`;
}

function saySign({ text, line, place }: Sign): string {
  const from = line !== undefined ? ` (line ${line} of the log)` : place ? ` (${sayPlaceShort(place)})` : "";
  return `${toPlainLine(printable(text))}${from}`;
}

function subjectOf({ key }: Evidence): string {
  return key === undefined ? "" : `${toPlainLine(key)}: `;
}

function quoted(text: string): string {
  return `"${cutToWidth(toPlainLine(printable(text)), longestQuote)}"`;
}

function row(name: string, text: string): string {
  return wrapped(toPlainLine(printable(text)), " ".repeat(7), name.padEnd(7)).join("\n");
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : [`${title}:`, ...lines.map((line) => `  ${line}`)].join("\n");
}

function wrapped(text: string, indent: string, first = ""): string[] {
  return wrapText(text, width).map((line, index) => `${index === 0 ? first : indent}${line}`);
}

function blindOf({ log, code }: Evidence): string[] {
  return [
    ...(log ? [] : ["What the sync printed: no log was given."]),
    ...(log?.runs.some(({ isCut }) => isCut) ? ["Some lines of the log are cut off."] : []),
    ...(code ? [] : ["The code: no worker could be read here, so places are as the log has them."]),
  ];
}
