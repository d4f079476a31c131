import { Node, SyntaxKind, type CallExpression, type SourceFile } from "ts-morph";
import { holderOf } from "./find-worker.ts";
import { readProperties, resolveConstant, resolveObject, resolveString } from "./literals.ts";
import { lineOf } from "./syntax.ts";
import type { ImportFact, ItemKind, WorkerItem } from "./types.ts";

const kinds: readonly string[] = [
  "database",
  "pacer",
  "sync",
  "oauth",
  "credential",
  "tool",
  "webhook",
] satisfies ItemKind[];

/** Where calls are looked for: a file, and the names under which it knows the worker. */
export type ItemSource = {
  path: string;
  source: SourceFile;
  imports: readonly ImportFact[];
  workers: ReadonlySet<string>;
};

/**
 * Everything a file registers on the worker with a key that can be read from it: a literal or a constant of the same
 * file. Keys that are computed are left out; the manifest shows them after writing.
 */
export function readItems(where: ItemSource): WorkerItem[] {
  return where.source
    .getDescendantsOfKind(SyntaxKind.CallExpression)
    .map((call) => readItem(call, where))
    .filter((item) => item !== undefined);
}

function readItem(call: CallExpression, where: ItemSource): WorkerItem | undefined {
  const callee = call.getExpression();
  if (!Node.isPropertyAccessExpression(callee) || !where.workers.has(callee.getExpression().getText()))
    return undefined;
  const method = callee.getName();
  const [first, config] = call.getArguments();
  const key = first && method !== "run" ? resolveString(first) : undefined;
  if (key === undefined) return undefined;
  const variable = holderOf(call);
  return {
    kind: kinds.includes(method) ? (method as ItemKind) : "other",
    key,
    ...(variable === undefined ? {} : { variable }),
    file: where.path,
    line: lineOf(call),
    ...(method === "database" && config ? readDatabase(config, where.imports) : {}),
  };
}

function readDatabase(
  config: Node,
  imports: readonly ImportFact[],
): Pick<WorkerItem, "primaryKey" | "properties"> {
  const object = resolveObject(config);
  if (!object) return {};
  const options = readProperties(object);
  const keyNode = options.get("primaryKeyProperty");
  const primaryKey = keyNode && resolveString(keyNode);
  const schema = options.get("schema");
  const schemaObject = schema && resolveObject(schema);
  const properties = schemaObject && readProperties(schemaObject).get("properties");
  const propertiesObject = properties && resolveObject(properties);
  return {
    ...(primaryKey === undefined ? {} : { primaryKey }),
    ...(propertiesObject ? { properties: schemaCalls(readProperties(propertiesObject), imports) } : {}),
  };
}

/** Property name → name of the SDK function that made it, as `richText` for `Schema.richText()`. */
function schemaCalls(
  values: ReadonlyMap<string, Node>,
  imports: readonly ImportFact[],
): Record<string, string> {
  const calls = Object.create(null) as Record<string, string>;
  for (const [name, value] of values) {
    const call = resolveConstant(value);
    const callee = Node.isCallExpression(call) ? call.getExpression() : undefined;
    if (Node.isPropertyAccessExpression(callee)) calls[name] = callee.getName();
    else if (Node.isIdentifier(callee)) calls[name] = importedName(callee.getText(), imports);
  }
  return calls;
}

function importedName(local: string, imports: readonly ImportFact[]): string {
  const specifier = imports.flatMap((fact) => fact.names).find((each) => each.local === local);
  return specifier?.name ?? local;
}
