import { Problem } from "../problems/problem.ts";
import type { Mask } from "./mask.ts";
import type { ErrorReport } from "./protocol.ts";
import { cutToWidth, toPlainLine } from "../problems/text-width.ts";

const longestMessage = 2000;

/** What the worker's code said, made safe to show: masked, on one line, at most 2000 columns. */
export function toSafeMessage(message: string, mask: Mask): string {
  return cutToWidth(toPlainLine(mask(message)), longestMessage);
}

/** The problem that a report of the child process stands for. `key` is the sync that ran; undefined while loading. */
export function toProblem(report: ErrorReport, key: string | undefined): Problem {
  const { stage, name, message, frames, retryAfter } = report;
  const failure = { key: key ?? "the worker", name, message, frames, advice: advise(report) };
  if (stage === "no-worker") return new Problem("run/no-worker", { exports: message });
  if (stage === "credential")
    return new Problem("run/missing-credential", { key: failure.key, credential: message });
  if (stage === "result")
    return new Problem("run/bad-result", { key: failure.key, what: explainResult(message) });
  const place = frames[0] ? { file: frames[0].file, line: frames[0].line, column: frames[0].column } : {};
  if (stage === "rate-limit") return new Problem("run/rate-limited", { ...failure, retryAfter }, place);
  return key === undefined
    ? new Problem("run/import-failed", failure, place)
    : new Problem("run/execute-failed", failure, place);
}

// The SDK reads the result without a check, and says no more than where its own reading broke off.
function explainResult(message: string): string {
  if (/reading 'changes'/.test(message)) return "execute returned nothing.";
  if (/reading '(map|targetDatabaseKey)'/.test(message)) return "changes is not an array of objects.";
  return message;
}

function advise({ message, frames }: ErrorReport): string {
  const where = frames[0] ? `${frames[0].file}:${frames[0].line}` : "the worker";
  const name = findEnvName(message);
  if (name !== undefined)
    return `Put ${name}=… into .env (keep that file out of git), or set it in the shell.`;
  if (/Cannot find (package|module) '[^./]/.test(message)) return "npm install";
  if (/\b(401|403)\b|unauthorized|forbidden/i.test(message)) {
    return "Look whether the token in .env is the right one, still valid, and allowed to read this.";
  }
  if (/ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|fetch failed/.test(message)) {
    return "Look whether the address is right and can be reached from this machine.";
  }
  if (/already registered/.test(message))
    return `Give every database, pacer, credential and sync a key of its own (${where}).`;
  return `Mend ${where} and run it again.`;
}

// "X is not set", "Missing … env var "X"", "Set X in .env": how generated and hand-written code speak of it.
function findEnvName(message: string): string | undefined {
  const match =
    /\b([A-Z][A-Z0-9_]{2,}) (?:is|was) (?:not set|missing|required|undefined)|[Mm]issing[^"]*"?\b([A-Z][A-Z0-9]*_[A-Z0-9_]+)\b|\bSet ([A-Z][A-Z0-9_]{2,})\b/.exec(
      message,
    );
  return match?.[1] ?? match?.[2] ?? match?.[3];
}
