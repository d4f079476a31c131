import { pagingUnit } from "../../generators/index.ts";
import type { Plan } from "../plan/schema.ts";
import { pathNames } from "../source/path.ts";
import type { Condition, PageFacts, RequestFacts } from "../source/schema.ts";
import { steps, valueAt } from "./cells.ts";
import type { Names, ReaderNode } from "./types.ts";

type Stream = {
  name: string;
  why: string;
  request: RequestFacts;
  records: string;
  page: PageFacts;
  total?: string | undefined;
};

/** A condition with its path as steps. */
export function withSteps(test: Condition) {
  return { ...test, steps: steps(test.field) };
}

/** The function that reads one page of the whole list. */
export function listReader(plan: Plan, names: Names): ReaderNode {
  const { list, record, product } = plan.source;
  const order = list.order === "fixed" ? "in an order that does not move" : `in ${product}'s own order`;
  const why = `One page of all ${record.many}, ${order}.`;
  return reader(plan, names, { ...list, name: names.list, why });
}

/** The function that reads one page of what changed since a time; undefined if the source cannot tell. */
export function changesReader(plan: Plan, names: Names): ReaderNode | undefined {
  const { changes, record } = plan.source;
  if (changes.kind === "none") return undefined;
  const why = `One page of the ${record.many} that changed since a time, oldest change first.`;
  return {
    ...reader(plan, names, { ...changes, name: names.changed, why }),
    since: { send: changes.send, seconds: changes.format === "iso-seconds" },
    time: valueAt(names.record, changes.field),
  };
}

function reader(plan: Plan, names: Names, stream: Stream): ReaderNode {
  const { where, list } = plan.source;
  const { page, request } = stream;
  const unit = pagingUnit(page.kind);
  const query = Object.entries(request.query).map(([name, value]) => ({ name, value: String(value) }));
  const size = page.size ? [{ name: page.size.send, value: String(page.size.value) }] : [];
  return {
    unit: `paging/${unit.id}`,
    name: stream.name,
    why: stream.why,
    request: names.request,
    baseUrl: names.baseUrl,
    path: request.path,
    query: [...query, ...size],
    records: pathNames(stream.records) ?? [],
    record: names.record,
    recordType: names.recordType,
    id: valueAt(names.record, list.id),
    ...(where && { where: withSteps(where) }),
    ...(stream.total !== undefined && { total: pathNames(stream.total) ?? [] }),
    ...unit.model(page, plan.source),
  };
}
