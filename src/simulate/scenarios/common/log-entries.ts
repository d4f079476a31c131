import { pathNames } from "../../../source/path.ts";
import { logOf, type DeleteLogFacts } from "../../../source/told.ts";
import type { DataRecord } from "../../../world/types.ts";
import type { Stage, Subject } from "../../types.ts";
import { everyAnswer, withValue, type Spoil } from "./faults.ts";

/** How the fake calls the route of a log of deletions. */
const logRoute = "deletions";

/** A delta reads a log of deletions. */
export function hasLog({ plan, delta }: Subject): true | string {
  const isRead = delta !== undefined && logOf(plan.source.deletes) !== undefined;
  return isRead || "it has no log of deletions";
}

/** From now on each answer with entries of the log is another one. */
export function spoilLog({ upstream }: Stage, spoil: Spoil): void {
  upstream.knobs.fault = everyAnswer((answer, context) =>
    context.route === logRoute ? spoil(answer, context) : answer,
  );
}

/** From now on each page of the log that has entries has other ones. */
export function changeEntries(
  stage: Stage,
  change: (entries: readonly DataRecord[], log: DeleteLogFacts) => readonly unknown[],
): void {
  const log = logOf(stage.subject.plan.source.deletes);
  if (log === undefined) return;
  spoilLog(stage, (answer) => {
    if (answer.kind !== "answer" || answer.status !== 200) return answer;
    const body = JSON.parse(answer.body) as DataRecord;
    const names = pathNames(log.records) ?? [];
    const entries = names.reduce<unknown>((value, name) => (value as DataRecord | undefined)?.[name], body);
    if (!Array.isArray(entries) || entries.length === 0) return answer;
    const changed = change(entries as DataRecord[], log);
    return {
      ...answer,
      body: JSON.stringify(names.length === 0 ? changed : withValue(body, log.records, changed)),
    };
  });
}
