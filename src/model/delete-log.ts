import { pagingUnit } from "../../generators/index.ts";
import type { Plan } from "../plan/schema.ts";
import { sayEvery } from "../source/duration.ts";
import { isNumbered } from "../source/page-schema.ts";
import { logOf, type DeleteLogFacts } from "../source/told.ts";
import { valueAt } from "./cells.ts";
import type { DeletionsNode, LogPart } from "./delete-log-types.ts";
import { foundReader, logReader, logTime, withSteps } from "./readers.ts";
import { logShape } from "./record-type.ts";
import type { CodeModel, Names, ReaderNode, SyncNode } from "./types.ts";
import { withArticle } from "./words.ts";

const entryName = "entry";

/** The nodes of a log of deletions, for the delta of a pair; none where there is no log. */
export function logNodes(
  plan: Plan,
  names: Names,
  { isGone }: Pick<SyncNode, "isGone">,
): { readers: ReaderNode[] } & Pick<CodeModel, "deletions"> {
  const log = logOf(plan.source.deletes);
  if (!log) return { readers: [] };
  return {
    readers: [logReader(plan, names, log), foundReader(plan, names, log)],
    deletions: { ...deletionsNode(plan, names, log), ...(isGone !== undefined && { isGone }) },
  };
}

function deletionsNode({ source }: Plan, names: Names, log: DeleteLogFacts): DeletionsNode {
  const { record, product, list } = source;
  return {
    name: names.deletions,
    why:
      `What a page of the log means for the rows. An entry stays in the log when its ${record.one} is restored, so ` +
      `${product} is asked which of them exist: these keep their rows, as they are now.`,
    type: {
      name: names.deletionType,
      why: `What is read of an entry in the log of deleted ${record.many}.`,
      members: logShape(log),
    },
    entryType: names.deletionType,
    entry: entryName,
    ...(log.only && { only: withSteps(log.only) }),
    onlyWhy: `The log may tell of other things than ${record.many}, whose ids mean nothing here.`,
    subject: valueAt(entryName, log.subject),
    reader: names.found,
    position: pagingUnit(list.page.kind).position,
    latest: names.latest,
    record: names.record,
    toChange: names.toChange,
  };
}

/** The delta with the log that it reads after its changes; the same where there is none. */
export function withLog(
  delta: SyncNode,
  { plan, names, expired }: { plan: Plan; names: Names; expired: readonly number[] },
): SyncNode {
  const { record, product, deletes } = plan.source;
  const log = logOf(deletes);
  if (!log) return delta;
  const paging = pagingUnit(log.page.kind);
  const position = paging.sortedPosition ?? paging.position;
  const part: LogPart = {
    state: `WithLog<${delta.state}, ${position}>`,
    own: `Delta<${position}>`,
    reader: names.deleted,
    deletions: names.deletions,
    expired: [...expired],
    numbered: isNumbered(log.page),
    time: logTime(entryName, log),
    restWhy: `A log without any entry moves nothing: it is read from where its first reading began, however long ago that is.`,
    unreadable:
      `Without the log of deletions the rows of deleted ${record.many} stay until the next full read ` +
      `(${sayEvery(plan.schedule.backfill)}): let this account read the log in ${product}`,
  };
  const why = `${delta.why} Then, in the same cycle, it reads the log of deleted ${record.many}, from its own place: ${withArticle(record.one)} that was edited and then deleted must not come back.`;
  return { ...delta, why, log: part };
}
