import type { Evidence, Heard } from "../../evidence.ts";
import { findingsOf } from "./weigh.ts";

const words = /Converting circular structure to JSON|Do not know how to serialize a BigInt|toJSON/;

const stackLines = 14;

/** The printed lines right behind an error, where its stack is. */
function stackOf({ at, run }: Pick<Heard, "at" | "run">): string[] {
  return run.said.filter((line) => line.at >= at && line.at <= at + stackLines).map(({ text }) => text);
}

/** Whether the SDK itself broke off while it read what execute returned: no line of the project is in the stack, its handler is. */
export function isOfSdk(heard: Heard): boolean {
  if (heard.error?.kind !== "raw" || heard.error.frames.length > 0) return false;
  return stackOf(heard).some((line) => /@notionhq[/\\]workers\b.*\bsync\.js|\bObject\.handler\b/.test(line));
}

/** What JSON.stringify says of a circle or a BigInt. */
export function isUnserialisable({ text, error }: Heard): boolean {
  return error?.kind === "raw" && words.test(text);
}

/**
 * Whether it was an error that could not be written, rather than the result: the SDK writes the former in `writeError`,
 * the latter in `writeOutput`. Where the log lost those lines, what begins the circle and what the rules found tell.
 */
export function isLostError(evidence: Evidence, { text, at, run }: Heard): boolean {
  const whole = [text, ...stackOf({ at, run })].join("\n");
  if (/stringifyErrorValue|writeError/.test(whole)) return true;
  if (/writeOutput/.test(whole)) return false;
  if (
    /constructor '(?:\w*Error|Response|IncomingMessage|ClientRequest|Request|Socket|TLSSocket)'/.test(whole)
  )
    return true;
  return (
    findingsOf(evidence, ["error-leaks"]).length > 0 && findingsOf(evidence, ["state-not-json"]).length === 0
  );
}
