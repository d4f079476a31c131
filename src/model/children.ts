import { pagingUnit } from "../../generators/index.ts";
import { childrenOf, mostChildPages, type ChildList } from "../plan/children.ts";
import type { Plan } from "../plan/schema.ts";
import { answerPath, pathNames } from "../source/path.ts";
import { valueAt } from "./cells.ts";
import type { ChildNode } from "./child-types.ts";
import { addressParts, requestParts } from "./request.ts";
import type { CodeModel, Names } from "./types.ts";
import { pascalCase, withArticle } from "./words.ts";

/** What reads the rest of lists inside of records; nothing where no field needs it. */
export function childNodes(plan: Plan, names: Names): Pick<CodeModel, "children"> {
  const children = childrenOf(plan);
  if (children.length === 0) return {};
  const { record, list } = plan.source;
  return {
    children: {
      name: names.complete,
      why:
        `Completes the lists of which ${withArticle(record.one)} holds only the beginning: each is read anew from its first page, ` +
        `because it may have changed since.`,
      record: names.record,
      recordType: names.recordType,
      id: valueAt(names.record, list.id),
      all: children.map((child) => childNode(child, plan, names)),
    },
  };
}

function childNode({ name, facts }: ChildList, plan: Plan, names: Names): ChildNode {
  const { request, page } = facts;
  const { read, more } = pagingUnit(page.kind).model(page, plan.source);
  return {
    reader: `read${names.recordType}${pascalCase(name)}`,
    readerWhy: `All ${name} of ${withArticle(plan.source.record.one)}.`,
    title: `${name} of ${withArticle(plan.source.record.one)}`,
    request: names.request,
    baseUrl: names.baseUrl,
    ...requestParts({ request, page, sorted: false }),
    path: addressParts(request.path),
    records: answerPath(facts.records) ?? [],
    isGraph: page.kind === "relay",
    ...(read && { read }),
    ...(more && { more }),
    list: pathNames(facts.list) ?? [],
    goesOn: pathNames(facts.more) ?? [],
    most: { entries: facts.most, pages: mostChildPages(facts) },
  };
}
