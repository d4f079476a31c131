import { printProblem, problemFacts } from "../problems/print.ts";
import { printableInColour, printableJson, withoutColour } from "../problems/printable.ts";
import { type ExitCode, Problem } from "../problems/problem.ts";
import { describeBug, printBug } from "./bug.ts";
import { hasColour } from "./colour.ts";
import type { Io } from "./io.ts";
import type { Outcome } from "./types.ts";

/** What every answer repeats: the command as typed ("plan check"), our version, and whether JSON was asked for. */
export type Asked = { command: string; version: string; json: boolean };

/** Prints what a command gave back and says with which code to exit. Data goes to stdout, the next commands to stderr. */
export function printOutcome(io: Io, asked: Asked, outcome: Outcome): ExitCode {
  const exit = outcome.exit ?? 0;
  if (asked.json) {
    printEnvelope(io, asked, { ok: exit === 0, result: outcome.result, next: outcome.next ?? [] });
    return exit;
  }
  printText(io, outcome.text);
  // A text may tell the next steps in more words than a list of commands has.
  const untold = (outcome.next ?? []).filter((step) => !outcome.text.includes(step));
  if (untold.length > 0) io.err(forTerminal(io, `\nNext:\n${untold.map((step) => `  ${step}\n`).join("")}`));
  return exit;
}

/** Prints what ended a run and says with which code to exit: our own Problems, Ctrl-C at a prompt, or a bug. */
export function printFailure(io: Io, asked: Asked, error: unknown): ExitCode {
  if (error instanceof Problem) {
    if (asked.json) printEnvelope(io, asked, { ok: false, error: problemFacts(error), next: [] });
    else io.err(forTerminal(io, printProblem(error)));
    return error.exit;
  }
  if (isCancelled(error)) {
    io.err("Stopped. Nothing was written.\n");
    return 130;
  }
  const bug = describeBug(error, io);
  if (asked.json) printEnvelope(io, asked, { ok: false, error: { kind: "internal", ...bug }, next: [] });
  io.err(forTerminal(io, printBug(error, { io, asked, bug })));
  return 1;
}

// Into a pipe or a file goes the exact text; only a terminal has to be kept from obeying it.
function printText(io: Io, text: string): void {
  if (text === "") return;
  const line = text.endsWith("\n") ? text : `${text}\n`;
  io.out(io.isTerminal("stdout") ? printableInColour(line, hasColour(io, "stdout")) : withoutColour(line));
}

function forTerminal(io: Io, text: string): string {
  return printableInColour(text, hasColour(io, "stderr"));
}

function printEnvelope(
  io: Io,
  { command, version }: Asked,
  { ok, ...rest }: { ok: boolean } & Record<string, unknown>,
): void {
  io.out(`${printableJson({ ok, command, version, ...rest })}\n`);
}

// The prompts' own error, known by its name: importing its class would load all of the prompts.
function isCancelled(error: unknown): boolean {
  return error instanceof Error && error.name === "ExitPromptError";
}
