import type { Evidence, Heard, SyncCode } from "../../evidence.ts";
import type { Place } from "../../types.ts";

/** The sync in question as it is written; the only one where none was named. */
export function syncIn({ code, key }: Evidence): SyncCode | undefined {
  const syncs = code?.syncs ?? [];
  if (key !== undefined) return syncs.find((sync) => sync.key === key);
  return syncs.length === 1 ? syncs[0] : undefined;
}

/** Whether a multi-select of the schema lists options; one without any takes what comes. */
export function declaresOptions({ code }: Evidence): boolean {
  const text = [...(code?.files.values() ?? [])].map((lines) => lines.join("\n")).join("\n");
  return /\bmultiSelect\(\s*\[\s*[^\]\s]/.test(text);
}

/** The line of code at a place. */
export function lineAt({ code }: Evidence, place: Place | undefined): string | undefined {
  return place && code?.files.get(place.file)?.[place.line - 1];
}

/**
 * What the code was reading from when it broke off: `body.items` of `body.items.map(`. V8 points at the name behind the
 * dot. Undefined where the code is not at hand.
 */
export function brokenOff(evidence: Evidence, { error }: Heard): string | undefined {
  const [frame] = error?.frames ?? [];
  const line = lineAt(evidence, frame);
  if (line === undefined || frame?.column === undefined) return undefined;
  const before = line.slice(0, frame.column - 1);
  const after = line.slice(frame.column - 1);
  const [read] = /[\w$.?![\]"'()]*[.[(]\s*$/.exec(before) ?? [];
  return read && read.length > 1
    ? read.replace(/[.?!([\s]+$/, "").replace(/^[([]+/, "")
    : /^[\w$.?]+/.exec(after)?.[0];
}

/**
 * Whether what the code was reading from goes back to the state: by its own name, or by the line above that declared
 * it. Where no expression can be told, the whole line decides.
 */
export function readsState(evidence: Evidence, heard: Heard): boolean {
  const [frame] = heard.error?.frames ?? [];
  const read = brokenOff(evidence, heard);
  if (read === undefined) return isOfState(lineAt(evidence, frame));
  if (isOfState(read)) return true;
  const root = /^[A-Za-z_$][\w$]*/.exec(read)?.[0];
  const lines =
    evidence.code?.files.get(frame?.file ?? "")?.slice(Math.max(0, (frame?.line ?? 0) - near), frame?.line) ??
    [];
  const declared =
    root &&
    lines.findLast((line) =>
      new RegExp(`\\b(?:const|let|var)\\b[^=]*\\b${root.replaceAll("$", "\\$")}\\b[^=]*=`).test(line),
    );
  return declared !== undefined && !/\bawait\b/.test(declared) && isOfState(declared.replace(/^[^=]*=/, ""));
}

const near = 15;

/** Whether an expression, or the line where none can be told, goes back to the state a call began with. */
export function isOfState(text: string | undefined): boolean {
  return (
    text !== undefined &&
    /(?:^|[^.\w$])(?:state|cursor|saved|previous|prev|resume\w*|checkpoint|progress|position|walk)\b/i.test(
      text,
    )
  );
}

const listReading =
  /reading '(?:map|forEach|filter|length|slice|at|reduce|flatMap|find|some|every|entries|concat|sort|push|Symbol\([^']*\)|\d+)'|is not iterable|\.(?:map|forEach|filter|flatMap|reduce|slice|find|some|every)\s+is not a function/;
const recordFunction =
  /(?:^|[. ])(?:to|map|make|build|format|convert|row|as|upsert|transform|normali[sz]e|serialize|properties)(?:[A-Z_].*)?$/;
const readingFunction =
  /(?:^|[. ])(?:async )?(?:fetch|get|read|load|list|page|request|call|query|search|poll|records|pull|api)\w*$/i;

/** A TypeError that code brings about by reading what is not there. */
export const isTypeError = ({ text, error }: Heard): boolean =>
  error !== undefined && brokenReading.test(text) && !/fetch failed/.test(text);

const brokenReading =
  /Cannot (?:read|destructure|convert undefined|use 'in'|mix BigInt|set) |is not (?:iterable|a function|a constructor)|is undefined|undefined is not|Invalid URL|URI malformed|Invalid array length/;

/** Whether an error came up while one record was made a row: in a function named for it, or in the callback of map(). */
export function isInMapper(evidence: Evidence, { error }: Heard): boolean {
  const [inner, outer] = error?.frames ?? [];
  const name = inner?.inside ?? "";
  if (recordFunction.test(name)) return true;
  const isCallback = name === "" || /anonymous/.test(name);
  return isCallback && /\.(?:map|flatMap|forEach)\(/.test(lineAt(evidence, outer) ?? "");
}

/** Whether a TypeError is about one record, rather than about the whole answer. */
export function isAboutRecord(evidence: Evidence, heard: Heard): boolean {
  const { text, error } = heard;
  const [inner, ...outer] = error?.frames ?? [];
  const name = inner?.inside ?? "";
  if (recordFunction.test(name)) return true;
  if (!listReading.test(text)) return !readingFunction.test(name) || / of null\b/.test(text);
  if (readingFunction.test(name) || /execute$/.test(name)) return false;
  // A callback of map() is inside of the list already.
  const expression = brokenOff(evidence, heard) ?? "";
  if (/^(?:body|data|json|response|res|result|payload|answer|page)\b/i.test(expression)) return false;
  return outer.length > 0 && expression !== "" && expression.includes(".");
}
