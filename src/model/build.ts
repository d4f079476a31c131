import { architectureUnit, authUnit, changesUnit, deletesUnit, pagingUnit } from "../../generators/index.ts";
import type { SharedSyncParts } from "../kit.ts";
import type { Plan } from "../plan/schema.ts";
import { parseDuration, sayDuration } from "../source/duration.ts";
import { cellNode, propertyNode, valueAt } from "./cells.ts";
import { clientNodes } from "./client.ts";
import { changesReader, listReader, withSteps } from "./readers.ts";
import { recordShape } from "./record-type.ts";
import type { CodeModel, ConditionNode, Names, OverlapNode, SyncNode } from "./types.ts";
import { withArticle } from "./words.ts";

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
  const changed = changesReader(plan, names);
  const gone = goneNode(plan, names);
  const shared = sharedParts(plan, names, gone);
  const isPair = plan.architecture === "backfill-delta" && source.changes.kind !== "none";
  const overlap = isPair ? overlapNode(plan, names) : undefined;
  return {
    names,
    ...clientNodes(plan, names, facts.canBroker),
    database: {
      worker: names.worker,
      variable: names.database,
      properties: names.properties,
      key: database.key,
      title: database.title,
      primaryKey: database.primaryKey,
      ...(database.icon !== undefined && { icon: database.icon }),
      fields: plan.fields.map(propertyNode),
    },
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
      ...(source.changes.kind !== "none" && { updated: valueAt(names.record, source.changes.field) }),
      cells: plan.fields.map((field) => cellNode(field, names.record)),
    },
    latest: {
      name: names.latest,
      why: `One record per ${source.record.one} of a page, the newest.`,
      record: names.record,
      recordType: names.recordType,
      id: valueAt(names.record, source.list.id),
      ...(source.changes.kind !== "none" && { updated: valueAt(names.record, source.changes.field) }),
    },
    readers: [listReader(plan, names), ...(isPair && changed ? [changed] : [])],
    ...(isPair && gone && { gone }),
    ...(overlap && { overlap }),
    syncs: syncNodes(plan, names, shared),
    env: authUnit(source.auth.kind).env(source.auth),
  };
}

function syncNodes(plan: Plan, names: Names, shared: SharedSyncParts): SyncNode[] {
  const { changes } = plan.source;
  const first = architectureUnit(plan.architecture).model(plan, names, shared);
  if (plan.architecture === "replace" || changes.kind === "none") return [first];
  return [first, changesUnit(changes.kind).model(changes, plan, { names, shared })];
}

function sharedParts(plan: Plan, names: Names, gone: ConditionNode | undefined): SharedSyncParts {
  const { list, changes, record, deletes } = plan.source;
  const updated = changes.kind === "none" ? undefined : valueAt(names.record, changes.field);
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
      expired: list.page.expired ?? expiredStatuses,
      total: list.total !== undefined && plan.source.where === undefined,
      moving: list.order === "moving",
    },
    allowEmpty: plan.allowEmpty,
    overlap: names.overlap,
    movingWhy: `A ${record.one} that is deleted meanwhile shifts the next page: the page before must still end where it did.`,
    tailWhy: `What changed during the walk is read once more, so that the sweep at its end takes none of it.`,
    deletesWhy: deletes.map((entry) => deletesUnit(entry.kind).why(plan)).join(" "),
    listPosition: pagingUnit(list.page.kind).position,
    changedPosition: changes.kind === "none" ? "never" : pagingUnit(changes.page.kind).position,
    ...(gone && plan.architecture !== "replace" && { isGone: gone.name }),
    ...(updated && { time: updated }),
    ...(changes.kind !== "none" && {
      changed: { name: names.changed, expired: changes.page.expired ?? expiredStatuses },
    }),
  };
}

function goneNode(plan: Plan, names: Names): ConditionNode | undefined {
  const [test] = plan.source.deletes.flatMap((entry) => deletesUnit(entry.kind).gone(entry) ?? []);
  if (!test) return undefined;
  const { one } = plan.source.record;
  return {
    name: names.isGone,
    why: `Whether the API says that ${withArticle(one)} was deleted.`,
    record: names.record,
    recordType: names.recordType,
    test: withSteps(test),
  };
}

function overlapNode(plan: Plan, names: Names): OverlapNode {
  const { changes, product } = plan.source;
  const lag = changes.kind === "none" ? 0 : (parseDuration(changes.lag) ?? 0);
  return {
    name: names.overlap,
    ms: String(plan.schedule.overlapMs),
    why:
      `How far a cycle goes back behind what it has already seen. ${product} may show a change ${sayDuration(lag)} late, ` +
      `and what a sweep took by mistake comes back this way.`,
  };
}
