import { styleText } from "node:util";
import { printable } from "./printable.ts";
import type { Place, Problem } from "./problem.ts";

/** A problem as `--json` prints it. `all` is there only when one pass found several. */
export type ProblemFacts = Place & { kind: string; message: string; hint: string; all?: ProblemFacts[] };

/** What `--json` says of a problem: the same sentences and places that people read. */
export function problemFacts(problem: Problem): ProblemFacts {
  const facts = oneFact(problem);
  return problem.all.length > 1 ? { ...facts, all: problem.all.map(oneFact) } : facts;
}

/** Every problem of the pass for a terminal: what and why, where, and after an arrow what mends it. */
export function printProblem(problem: Problem): string {
  const blocks = problem.all.map(oneBlock);
  if (blocks.length > 1) blocks.push(paint("bold", `${blocks.length} problems.`));
  return `${blocks.join("\n\n")}\n`;
}

function oneFact(problem: Problem): ProblemFacts {
  return { kind: problem.code, message: problem.message, ...problem.place, hint: problem.fix };
}

function oneBlock(problem: Problem): string {
  const place = sayPlace(problem.place);
  const lines = [`${paint("red", "✖")} ${indent(clip(problem.message))}`];
  if (place) lines.push(paint("dim", `  at ${place}`));
  if (problem.fix) lines.push(`${paint("green", "  →")} ${indent(clip(problem.fix))}`);
  return lines.join("\n");
}

function sayPlace(place: Place): string {
  const spot = [place.file, place.line, place.column].filter((part) => part !== undefined).join(":");
  const path = place.path && (spot ? `(${place.path})` : place.path);
  return clip([spot, path].filter(Boolean).join(" "));
}

// A value the user gave may be quoted in a sentence, and may be 10 kB of anything.
function clip(text: string): string {
  const shown = printable(text);
  return shown.length > 1_000 ? `${shown.slice(0, 1_000)}…` : shown;
}

function indent(text: string): string {
  return text.replaceAll("\n", "\n  ");
}

// Whether colours reach the screen is decided where the text is written, for every text alike.
function paint(format: "red" | "green" | "dim" | "bold", text: string): string {
  return styleText(format, text, { validateStream: false });
}
