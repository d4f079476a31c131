import { answerPath, pathNames, type AnswerPath } from "../../../source/path.ts";
import type { ThrottleFacts } from "../../../source/schema.ts";
import { throttled } from "../../../upstream/throttle.ts";
import type { ApiAnswer, Fault } from "../../../upstream/types.ts";
import { valueAt, withAnswerAt } from "../../../model/sample.ts";
import type { DataRecord } from "../../../world/types.ts";
import type { Plan } from "../../../plan/schema.ts";

/** What a fault makes of an answer. */
export type Spoil = (answer: ApiAnswer, context: Parameters<Fault>[0]) => ApiAnswer;

/** Spoils the answers to some requests of each route, counted from 1. */
export function atRequests(numbers: readonly number[], spoil: Spoil): Fault {
  const seen = new Map<string, number>();
  return (context) => {
    const number = (seen.get(context.route) ?? 0) + 1;
    seen.set(context.route, number);
    return numbers.includes(number) ? spoil(context.answer, context) : context.answer;
  };
}

/** Spoils every answer. */
export const everyAnswer =
  (spoil: Spoil): Fault =>
  (context) =>
    spoil(context.answer, context);

/** Another answer in its place, with the headers that the real one has (its Date among them). */
export function instead(
  status: number,
  { headers = {}, body = "" }: { headers?: Readonly<Record<string, string>>; body?: string } = {},
): Spoil {
  return (answer) => {
    const real = answer.kind === "answer" ? answer.headers : {};
    const kept = Object.fromEntries(Object.entries(real).filter(([name]) => name.toLowerCase() === "date"));
    return { kind: "answer", status, headers: { ...kept, ...headers }, body };
  };
}

/** A refusal as JSON. */
export function refusal(status: number, headers: Readonly<Record<string, string>> = {}): Spoil {
  return instead(status, {
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ message: "refused" }),
  });
}

/** The source's own way to say, without 429, that requests come too fast; by the clock that is `skewMs` ahead. */
export function ownThrottle(
  throttle: ThrottleFacts,
  { waitMs, skewMs }: Record<"waitMs" | "skewMs", number>,
): Spoil {
  return (answer, context) => {
    const refused = throttled(throttle, { now: context.now + skewMs, waitMs });
    const { status, headers = {}, error, body = { error } } = refused;
    const all = { "content-type": "application/json", ...headers };
    return instead(status, { headers: all, body: JSON.stringify(body) })(answer, context);
  };
}

/** The same answer with another body text. */
export function withBody(change: (body: string) => string): Spoil {
  return (answer) => (answer.kind === "answer" ? { ...answer, body: change(answer.body) } : answer);
}

/** The same answer with other records; refusals stay as they are. */
export function withRecords(
  plan: Plan,
  change: (records: readonly DataRecord[], context: Parameters<Fault>[0]) => readonly unknown[],
): Spoil {
  return (answer, context) => {
    if (answer.kind !== "answer" || answer.status !== 200) return answer;
    const path = recordsPath(plan, context.route);
    if (path === undefined) return answer;
    const body = JSON.parse(answer.body) as unknown;
    const records = valueAt(body, path);
    if (!Array.isArray(records)) return answer;
    const changed = change(records as DataRecord[], context);
    return { ...answer, body: JSON.stringify(withAnswerAt(body, path, changed)) };
  };
}

/** An answer of nothing but an empty list, as after the last record. */
export function emptyList(plan: Plan): Spoil {
  return (answer, context) => {
    const path = recordsPath(plan, context.route);
    if (path === undefined) return answer;
    const headers = { "content-type": "application/json" };
    return instead(200, { headers, body: JSON.stringify(withAnswerAt({}, path, [])) })(answer, context);
  };
}

/** The same answer without a list of records, where there would be one. */
export function withoutRecords(plan: Plan): Spoil {
  return (answer, { route }) => {
    if (answer.kind !== "answer" || answer.status !== 200 || recordsPath(plan, route) === undefined)
      return answer;
    return { ...answer, body: JSON.stringify({ message: "temporarily unavailable" }) };
  };
}

/** A copy of a record with another value at a path of the plan, such as its id or its change time. */
export function withValue(record: DataRecord, path: string, value: unknown): DataRecord {
  return withAnswerAt(record, pathNames(path) ?? [], value) as DataRecord;
}

function recordsPath({ source }: Plan, route: string): AnswerPath | undefined {
  if (route === "list") return answerPath(source.list.records);
  return route === "changes" && "records" in source.changes ? answerPath(source.changes.records) : undefined;
}
