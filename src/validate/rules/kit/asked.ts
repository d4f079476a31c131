import { ts } from "ts-morph";
import { stateFields } from "../../facts/state.ts";
import type { SyncFacts } from "../../facts/types.ts";

const asked = new WeakMap<SyncFacts, ReadonlySet<ts.Node>>();

/** Everything the requests of a sync are made from: addresses, queries, bodies, headers. */
export function askedWith(sync: SyncFacts): ReadonlySet<ts.Node> {
  const known = asked.get(sync);
  if (known) return known;
  const nodes = new Set(
    sync.requests.flatMap(({ call }) => [
      ...call.arguments.flatMap((each) => [...sync.flow.feeds(each)]),
      // What a package's client was built with beforehand: `query.where(…).limit(…)`.
      ...(ts.isPropertyAccessExpression(call.expression) ? sync.flow.feeds(call.expression.expression) : []),
    ]),
  );
  asked.set(sync, nodes);
  return nodes;
}

/** The fields of the saved state that a request is made from, by name. */
export function askedFields(sync: SyncFacts): ReadonlyMap<string, ts.Node> {
  return stateFields(sync, askedWith(sync));
}

/** The texts that requests are made from, each with its node: parts of addresses, names of parameters, queries. */
export function askedTexts(sync: SyncFacts): { node: ts.Node; text: string }[] {
  const nodes = [...askedWith(sync)];
  const texts = nodes.flatMap((node): { node: ts.Node; text: string }[] => {
    if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) return [{ node, text: node.text }];
    if (ts.isTemplateExpression(node)) return [{ node, text: writtenIn(node) }];
    return [];
  });
  // A parameter's name is half of what is asked: `{ per_page: "100" }`.
  const objects = nodes.filter(ts.isObjectLiteralExpression);
  return [...texts, ...objects.map((node) => ({ node, text: namesOf(node) }))];
}

/** What is written out of a template; each value in it is `${}`. */
function writtenIn({ head, templateSpans }: ts.TemplateExpression): string {
  return [head.text, ...templateSpans.map(({ literal }) => literal.text)].join("${}");
}

function namesOf(object: ts.ObjectLiteralExpression): string {
  const flat = object.properties.filter(
    (property) => !ts.isPropertyAssignment(property) || !ts.isObjectLiteralExpression(property.initializer),
  );
  return flat.map((property) => property.getText()).join(", ");
}
