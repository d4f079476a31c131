import { architectureUnit, authUnit, changesUnit, deletesUnit, pagingUnit } from "../../generators/index.ts";
import type { SharedSyncParts } from "../kit.ts";
import { childrenOf } from "../plan/children.ts";
import { lookupsOf } from "../plan/lookups.ts";
import type { Plan } from "../plan/schema.ts";
import { hasSince, hasUntil, isSorted, lagMs, type ChangeStream } from "../source/changes-schema.ts";
import { sayDuration } from "../source/duration.ts";
import { isGuarded, isNumbered } from "../source/page-schema.ts";
import type { ChangesFacts, PageFacts } from "../source/schema.ts";
import { deletingTypes, entriesOf, isTokenInList, isUpward, listsDeleted, logOf } from "../source/told.ts";
import { cellNode, valueAt } from "./cells.ts";
import { databaseNode } from "./database.ts";
import { childNodes } from "./children.ts";
import { clientNodes } from "./client.ts";
import { partitionOf, partitionsNode } from "./partitions.ts";
import { lookupNodes } from "./lookups.ts";
import { changesReader, changeTime, listReader, withSteps } from "./readers.ts";
import { logNodes, withLog } from "./delete-log.ts";
import { recordShape } from "./record-type.ts";
import { entryName, toldNodes, toldParts } from "./told.ts";
import type { CodeModel, Names, OverlapNode, SyncNode } from "./types.ts";
import { startWithArticle, withArticle } from "./words.ts";

/** What the model must know of the project: whether its SDK can sign requests on the platform. */
export type ModelFacts = { canBroker: boolean };

/** The default list of statuses by which an API says that a page token is no longer valid. */
const expiredStatuses = [400, 404, 410, 422];

/**
 * Turns a checked plan into the model of its code. Pure: the same plan and names give the same model.
 * Asks each chosen unit for its part and joins them.
 */
export function buildModel(plan: Plan, names: Names, facts: ModelFacts): CodeModel {
  const { source, database } = plan;
  const updated = changeTime(plan, names);
  const changed = changesReader(plan, names);
  const gone = goneNode(plan, names);
  const shared = withNames(sharedParts(plan, names, gone), plan, names);
  const isPair = plan.architecture === "backfill-delta" && source.changes.kind !== "none";
  // Who reads a span of time anew each time goes back behind nothing.
  const overlap = isPair && !shared.span ? overlapNode(plan, names) : undefined;
  const { readers: ofLog, ...log } = isPair ? logNodes(plan, names, shared) : { readers: [] };
  return {
    names,
    ...clientNodes(plan, names, facts.canBroker),
    database: databaseNode(plan, names),
    recordType: {
      name: names.recordType,
      why: `What is read of ${withArticle(source.record.one)}. Anything may be missing; the helpers take it as it comes.`,
      members: recordShape(plan),
    },
    mapper: {
      name: names.toChange,
      why: `The row of ${withArticle(source.record.one)}. An empty value is sent as [], which clears it; leaving it out would keep the old one.`,
      record: names.record,
      recordType: names.recordType,
      primaryKey: database.primaryKey,
      propertiesOf: names.propertiesOf,
      id: valueAt(names.record, source.list.id),
      ...(updated && shared.directories === undefined && { updated }),
      ...(shared.directories !== undefined && { directoriesType: names.directoriesType }),
      ...(shared.stamped && { stamped: true }),
      cells: plan.fields.map((field) => cellNode(field, names.record)),
    },
    latest: {
      name: names.latest,
      why: `One record per ${source.record.one} of a page, the newest.`,
      record: names.record,
      recordType: names.recordType,
      id: valueAt(names.record, source.list.id),
      ...(updated && { updated }),
    },
    readers: [listReader(plan, names), ...(isPair && changed ? [changed] : []), ...ofLog],
    ...log,
    ...((isPair || listsDeleted(source.deletes)) && gone && { gone }),
    ...(isPair && toldNodes(plan, names)),
    ...lookupNodes(plan, names),
    ...childNodes(plan, names),
    ...(overlap && { overlap }),
    ...(source.partitions && { partitions: partitionsNode(plan, names) }),
    syncs: syncNodes(plan, names, shared).map((sync) => ({ ...sync, ...partitionOf(plan, names, sync) })),
    env: authUnit(source.auth.kind).env(source.auth),
  };
}

function syncNodes(plan: Plan, names: Names, shared: SharedSyncParts): SyncNode[] {
  const { changes } = plan.source;
  const first = architectureUnit(plan.architecture).model(plan, names, shared);
  if (plan.architecture === "replace" || changes.kind === "none") return [first];
  const delta = changesUnit(changes.kind).model(changes, plan, { names, shared });
  const page = logOf(plan.source.deletes)?.page;
  return [first, page ? withLog(delta, { plan, names, expired: expiredOf(page) }) : delta];
}

function sharedParts(plan: Plan, names: Names, gone: CodeModel["gone"]): SharedSyncParts {
  const { list, changes, record, deletes } = plan.source;
  const updated = changeTime(plan, names);
  const isFlagged = listsDeleted(deletes);
  return {
    worker: names.worker,
    database: names.database,
    primaryKey: plan.database.primaryKey,
    record: names.record,
    many: record.many,
    id: valueAt(names.record, list.id),
    toChange: names.toChange,
    latest: names.latest,
    list: {
      name: names.list,
      expired: expiredOf(list.page),
      total: list.total !== undefined && plan.source.where === undefined,
      moving: isGuarded(list),
      numbered: isNumbered(list.page),
      single: isTokenInList(plan.source) && list.page.kind === "single",
    },
    allowEmpty: plan.allowEmpty,
    overlap: names.overlap,
    movingWhy: `${startWithArticle(record.one)} that is deleted meanwhile shifts the next page: the page before must still end where it did.`,
    tailWhy: `What changed during the walk is read once more, so that the sweep at its end takes none of it.`,
    deletesWhy: deletes.map((entry) => deletesUnit(entry.kind).why(plan)).join(" "),
    listPosition: pagingUnit(list.page.kind).position,
    changedPosition: changedPosition(changes),
    // The test of an entry is not one of a record.
    ...(gone &&
      (isFlagged || (plan.architecture !== "replace" && !entriesOf(changes))) && { isGone: gone.name }),
    ...(updated && { time: updated }),
    ...(childrenOf(plan).length > 0 && { completes: names.complete, rereads: true }),
    ...(changes.kind !== "none" && {
      changed: {
        name: names.changed,
        expired: [...new Set([...expiredOf(changes.page), ...refusedTokens(changes)])].sort(
          (one, other) => one - other,
        ),
        since: hasSince(changes),
        until: hasUntil(changes),
        future: "future" in changes && changes.future && hasUntil(changes),
        shifts: "shifts" in changes && isGuarded(changes),
        numbered: isNumbered(changes.page),
        token: changes.kind === "delta-token",
        full: changes.kind === "delta-token" && changes.expired.full !== undefined,
        refuses: isUpward(changes) || isNumbered(changes.page),
      },
      tail: { unit: changesUnit(changes.kind).tail },
      ...readingOf(plan, changes, names),
    }),
  };
}

/** Adds what rows need beside their record: the names behind ids, and the time by which a row with such names is the newer one. */
function withNames(shared: SharedSyncParts, plan: Plan, names: Names): SharedSyncParts {
  const isLookedUp = lookupsOf(plan).length > 0;
  if (!isLookedUp) return shared.stamped ? { ...shared, adds: true } : shared;
  const { one } = plan.source.record;
  // One sync alone competes with nobody, and what is read anew each time repairs itself.
  const isPair = plan.architecture !== "replace" && shared.changed !== undefined;
  const isStamped = isPair && !shared.span && !shared.stamped;
  return {
    ...shared,
    directories: names.directories,
    rereads: true,
    adds: true,
    ...(isStamped && {
      stamped: true,
      readsNow: true,
      stampWhy: `A name can change while ${withArticle(one)} does not, and by its own time Notion could take the new name for an old one. So the later reading wins, by the server's clock.`,
    }),
  };
}

/** What both syncs of a pair must know of how changes are read. */
function readingOf(plan: Plan, changes: ChangeStream, names: Names): Partial<SharedSyncParts> {
  const unit = changesUnit(changes.kind);
  const remedy = `What is missing comes with the next full read; to have it now: ntn workers sync trigger ${names.keys.backfill}`;
  const span = unit.span?.(changes);
  const limits = unit.limits?.(changes, plan);
  const isLeft = unit.leaves?.(changes) === true;
  const isPassed = unit.getsPast?.(changes) ?? isLeft;
  const again = isPassed && {
    againWhy: `${startWithArticle(plan.source.record.one)} that changed or was made meanwhile may have got past the reader, so several pages are read again.`,
  };
  const told = plan.architecture === "replace" ? {} : toldParts(plan, names);
  return {
    remedy,
    ...(span && { span }),
    ...(limits && { limits }),
    ...(isLeft && { leaves: true }),
    ...again,
    bounded: isPassed || hasUntil(changes),
    ...told,
  };
}

/** The TypeScript type of a place between two pages of changes. */
function changedPosition(changes: ChangesFacts): string {
  if (changes.kind === "none") return "never";
  if (isUpward(changes)) return "FeedPlace";
  const paging = pagingUnit(changes.page.kind);
  const sorted = isSorted(changes) ? paging.sortedPosition : undefined;
  return sorted ?? paging.position;
}

function expiredOf(page: PageFacts): number[] {
  return "expired" in page && page.expired ? page.expired : expiredStatuses;
}

/** The statuses by which the API refuses a token of a cycle; the ones of page tokens are not among them. */
function refusedTokens(changes: ChangeStream): number[] {
  if (changes.kind !== "delta-token") return [];
  const { expired, start } = changes;
  return [...(expired.statuses ?? []), ...(start.by === "refusal" ? [start.status] : [])];
}

function goneNode(plan: Plan, names: Names): CodeModel["gone"] {
  const { record, deletes, changes } = plan.source;
  const isEntry = entriesOf(changes) !== undefined;
  const [test] = deletes.flatMap((entry) => deletesUnit(entry.kind).gone(entry) ?? []);
  const types = deletingTypes(deletes);
  const shared = {
    name: names.isGone,
    why: `Whether the API says that ${withArticle(record.one)} was deleted.`,
    record: isEntry ? entryName : names.record,
    recordType: isEntry ? names.entryType : names.recordType,
  };
  const isFlag = listsDeleted(deletes);
  const flagged = `Whether ${withArticle(record.one)} was deleted or put away, although the API still lists it.`;
  if (test)
    return {
      ...shared,
      ...(isFlag ? { unit: "deletes/flag", why: flagged } : { unit: "deletes/tombstone" }),
      test: withSteps(test),
    };
  if (types.length === 0 || !("type" in changes) || changes.type === undefined) return undefined;
  return { ...shared, unit: "deletes/event", type: valueAt(entryName, changes.type), types };
}

function overlapNode(plan: Plan, names: Names): OverlapNode {
  const { changes, product } = plan.source;
  const lag = lagMs(changes);
  return {
    name: names.overlap,
    ms: String(plan.schedule.overlapMs),
    why:
      `How far a cycle goes back behind what it has already seen. ${product} may show a change ${sayDuration(lag)} late, ` +
      `and what a sweep took by mistake comes back this way.`,
  };
}
