import { ts } from "ts-morph";
import { calledName, findAll, nameOf } from "../code/syntax.ts";
import type { SyncFacts } from "../facts/types.ts";
import type { Fault, Rule } from "./rule.ts";

/** A GraphQL answer that is taken for whole because it is a 200. */
export const graphqlErrorsUnread: Rule = {
  id: "graphql-errors-unread",
  severity: "error",
  hazards: ["H41"],
  title: "The errors of a GraphQL answer are not read",
  check: ({ syncs }) => syncs.flatMap(checkSync),
};

function checkSync(sync: SyncFacts): Fault[] {
  const sending = sync.requests.filter(({ call, isFetch }) => isFetch && sendsDocument(sync, call));
  if (sending.length === 0 || [...sync.reached].some(readsErrors) || namesSchema(sync)) return [];
  return sending.map(({ call }) => ({
    at: call,
    sync,
    message:
      "Nothing reads `errors` of this GraphQL answer. GraphQL reports failures with status 200, often with a part of the data or an empty list, and that is taken for all there is.",
    fix: "After the body is read: `if (body.errors?.length) throw new Error(body.errors[0].message)`, before `data` is used.",
  }));
}

function sendsDocument({ flow }: SyncFacts, call: ts.CallExpression): boolean {
  const [, init] = call.arguments;
  if (!init) return false;
  const bodies = flow.members(init, "body").flatMap((body) => flow.origins(body));
  return bodies.some((body) => {
    if (!ts.isCallExpression(body) || calledName(body) !== "stringify" || !body.arguments[0]) return false;
    const documents = flow.members(body.arguments[0], "query");
    return documents.flatMap((each) => flow.origins(each)).some(isDocument);
  });
}

function isDocument(node: ts.Node): boolean {
  const text = ts.isStringLiteralLike(node)
    ? node.text
    : ts.isTemplateExpression(node)
      ? node.head.text
      : ts.isTaggedTemplateExpression(node)
        ? node.template.getText().slice(1)
        : "";
  return /^\s*(#[^\n]*\n\s*)*((query|mutation|subscription|fragment)\b[^{]*)?\{/.test(text);
}

/** By name, wherever it is: a reading that cannot be followed to this answer must not become a finding. */
function readsErrors(node: ts.Node): boolean {
  const reads = findAll(node, (one): one is ts.Node => {
    if (ts.isPropertyAccessExpression(one)) return one.name.text === "errors";
    if (ts.isBindingElement(one)) return nameOf(one.propertyName ?? one.name) === "errors";
    return ts.isStringLiteralLike(one) && one.text === "errors";
  });
  return reads.length > 0;
}

/** Whether a schema that is checked anywhere in these files has the field. */
function namesSchema({ reached }: SyncFacts): boolean {
  const files = new Set([...reached].map((one) => one.getSourceFile()));
  return [...files].some((file) =>
    findAll(file, ts.isPropertyAssignment).some(({ name }) => nameOf(name) === "errors"),
  );
}
