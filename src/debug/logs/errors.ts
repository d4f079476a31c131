import { printable } from "../../problems/printable.ts";
import { isRecord } from "../../run/protocol.ts";
import { readStackLine, type StackLine } from "../../run/stack-line.ts";
import type { LoggedError } from "../types.ts";
import { readJsonString } from "./json-string.ts";
import type { Marker } from "./wire.ts";

/** An error whose frames are not looked up yet. `isTold`: the platform's own envelope for it came, too. */
export type OpenError = Omit<LoggedError, "frames"> & { stack: readonly StackLine[]; isTold: boolean };

const longestMessage = 4_000;
const longestCause = 1_000;
const mostCauses = 8;
const mostFrames = 30;
const prefix = /^Error during worker execution: /;
const ownName = /^([A-Z][\w$]{0,80}(?:Error|Exception)): /;

/** The error that an error marker, or an output marker with an error in it, tells of; undefined for a page. */
export function readError({ tag, json, text, isCut }: Marker, at: number): OpenError | undefined {
  if (isCut) return readCutError(tag, text, at);
  if (tag === "error") return readThrown(json, at);
  const error = isRecord(json) && json._tag === "error" ? json.error : undefined;
  return isRecord(error) ? readEnvelope(error, at) : undefined;
}

/** What two markers tell of one error: the thrown one has causes and frames, the envelope its kind and how long to wait. */
export function mergeErrors(thrown: OpenError, envelope: OpenError): OpenError {
  const { kind, retryAfter } = envelope;
  return { ...thrown, kind, ...(retryAfter !== undefined && { retryAfter }), isTold: true };
}

/** Text that came from outside, cut and without escapes of a terminal. */
export function plain(text: string, longest = longestMessage): string {
  const safe = printable(text.slice(0, longest * 2));
  return safe.length > longest || text.length > longest * 2 ? `${safe.slice(0, longest)}…` : safe;
}

function readThrown(json: unknown, at: number): OpenError {
  const { name, message, stacktrace, cause } = isRecord(json) ? json : {};
  const told = typeof message === "string" ? message : textOf(json);
  const causes: LoggedError["causes"][number][] = [];
  const stack = framesOf(stacktrace);
  // The SDK's own errors have their text as their cause.
  let next: unknown = cause === told.replace(prefix, "") ? undefined : cause;
  while (next !== undefined && next !== null && causes.length < mostCauses) {
    causes.push(describeCause(next));
    if (stack.length < mostFrames) stack.push(...framesOf(isRecord(next) ? next.stacktrace : undefined));
    next = isRecord(next) ? next.cause : undefined;
  }
  return {
    kind: name === "RateLimitError" ? "rate-limit" : "generic",
    name: typeof name === "string" ? plain(name, 100) : "Error",
    message: plain(told.replace(prefix, "")),
    ...{ causes, stack, at, isTold: false },
  };
}

function readEnvelope({ _tag, name, message, retryAfter }: Record<string, unknown>, at: number): OpenError {
  const told = typeof message === "string" ? message.replace(prefix, "") : "";
  const isLimit = _tag === "rate_limit";
  const own = isLimit ? undefined : ownName.exec(told)?.[1];
  return {
    kind: isLimit ? "rate-limit" : "generic",
    name: own ?? (isLimit && typeof name === "string" ? plain(name, 100) : "Error"),
    message: plain(told.replace(ownName, "").replace(/^Error: /, "")),
    ...(isLimit && retryAfter !== undefined && { retryAfter: secondsOf(retryAfter) }),
    ...{ causes: [], stack: [], at, isTold: true },
  };
}

function secondsOf(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

function readCutError(tag: Marker["tag"], text: string, at: number): OpenError | undefined {
  if (tag === "output" && !text.startsWith('{"_tag":"error"')) return undefined;
  const field = (name: string): string | undefined => {
    const from = text.indexOf(`"${name}":"`);
    return from === -1 ? undefined : readJsonString(text, from + name.length + 4).value;
  };
  const [name, message = "", stacktrace] = [field("name"), field("message"), field("stacktrace")];
  if (tag === "output")
    return { ...readEnvelope({ _tag: field("error") ?? tagOf(text), name, message }, at) };
  return readThrown({ name, message, stacktrace }, at);
}

function tagOf(text: string): string {
  return text.includes('"_tag":"rate_limit"') ? "rate_limit" : "generic";
}

function framesOf(stacktrace: unknown): StackLine[] {
  if (typeof stacktrace !== "string") return [];
  const lines = stacktrace.slice(0, 64 * 1024).split("\n");
  return lines.flatMap((line) => readStackLine(line.slice(0, 1_000)) ?? []).slice(0, mostFrames);
}

function describeCause(cause: unknown): { name: string; message: string } {
  const { name, message } = isRecord(cause) ? cause : {};
  return {
    name: typeof name === "string" ? plain(name, 100) : "",
    message: plain(typeof message === "string" ? message : textOf(cause), longestCause),
  };
}

/** What is no error, such as a thrown text or an answer given as the cause. */
function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  try {
    return JSON.stringify(value) ?? "";
  } catch {
    // Nested deeper than the stack of this process.
    return "";
  }
}
