import { realpathSync } from "node:fs";
import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { inspect } from "node:util";
import type { ErrorReport, Frame } from "./protocol.ts";
import { readStackLine } from "./stack-line.ts";

/** A longer message is not passed on at all: cut, it could end in half a secret, which no mask knows. */
const longestMessage = 65_536;
const mostFrames = 10;

/** Reports anything that was thrown: the original below the SDK's wrapper, paths below the root made relative, own frames only. */
export function describeError(thrown: unknown, stage: ErrorReport["stage"], root: string): ErrorReport {
  const original = unwrap(thrown);
  const isLimit = stage === "execute" && nameOf(original) === "RateLimitError";
  const after =
    isLimit && original instanceof Error ? (original as { retryAfter?: unknown }).retryAfter : undefined;
  const message = relativise(messageOf(original), root);
  return {
    stage: isLimit ? "rate-limit" : stage,
    name: nameOf(original),
    message: message.length > longestMessage ? `a message of ${message.length} characters` : message,
    ...(typeof after === "number" && Number.isFinite(after) ? { retryAfter: after } : {}),
    frames: findFrames(original, root),
  };
}

/** Whether the SDK wrapped this: all that `execute` throws is; what is not comes from the SDK reading the result (0.4.0 to 0.9.2). */
export function isFromExecute(thrown: unknown): boolean {
  return ["ExecutionError", "RateLimitError"].includes(nameOf(thrown));
}

function unwrap(thrown: unknown): unknown {
  return thrown instanceof Error && thrown.name === "ExecutionError" ? thrown.cause : thrown;
}

function nameOf(thrown: unknown): string {
  return thrown instanceof Error ? String(thrown.name).slice(0, 100) : "Error";
}

function messageOf(thrown: unknown): string {
  if (typeof thrown === "string") return thrown;
  if (!(thrown instanceof Error)) return inspect(thrown, { depth: 1, breakLength: Infinity });
  const message = String(thrown.message).replace(/^Error during worker execution: /, "");
  const cause = causeOf(thrown.cause);
  return cause === undefined || message.includes(cause) ? message : `${message} (${cause})`;
}

// "fetch failed" says nothing; its cause is where "connect ECONNREFUSED 127.0.0.1:80" stands.
function causeOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  if (cause.message !== "") return cause.message;
  const { code } = cause as { code?: unknown };
  return typeof code === "string" ? code : undefined;
}

function findFrames(thrown: unknown, root: string): Frame[] {
  const stack = thrown instanceof Error ? String(thrown.stack ?? "") : "";
  const frames: Frame[] = [];
  for (const line of stack.split("\n")) {
    const found = readStackLine(line);
    const file = found && findInside(found.location, root);
    if (!found || file === undefined) continue;
    const { location: _location, ...place } = found;
    frames.push({ file, ...place });
    if (frames.length === mostFrames) break;
  }
  return frames;
}

function findInside(location: string, root: string): string | undefined {
  const path = (location.startsWith("file:") ? fileURLToPath(location) : location).replace(/\?.*$/, "");
  const found = roots(root)
    .map((base) => relative(base, path).split(sep).join("/"))
    .find((file) => file !== "" && !file.startsWith("../") && !/^[A-Za-z]:/.test(file));
  return found === undefined || found.includes("node_modules/") ? undefined : found;
}

function relativise(text: string, root: string): string {
  let short = text;
  for (const base of roots(root)) short = short.replaceAll(`file://${base}/`, "").replaceAll(base + sep, "");
  return short;
}

// Node names modules by their real path, the user by the path they typed.
function roots(root: string): string[] {
  try {
    return [...new Set([root, realpathSync(root)])];
  } catch {
    return [root];
  }
}
