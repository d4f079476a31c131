import { valueFromASTUntyped } from "graphql";
import type { PageFacts } from "../../source/schema.ts";
import { isRefusal, type Paging, type Refusal } from "../parts.ts";
import { execute, graphqlError, invalid, plain, readDocument, type Sent } from "./graphql-document.ts";
import { fieldsOf, operationOf } from "./graphql-schema.ts";
import { readPosition, takePage, writePosition } from "./token-walk.ts";

type Facts = Extract<PageFacts, { kind: "relay" }>;

/** A GraphQL connection: the document is parsed, validated and executed against a schema that the plan's own document fits. */
export const relay: Paging<"relay"> = (input) => {
  const sent = readDocument(input);
  if (isRefusal(sent)) return sent;
  const { page, asked, tools } = input;
  const size = sizeOf(page, sent);
  if (typeof size !== "number") return size;
  const step = { ...input, page: { size: { value: size } } };
  const at = readPosition(step, asked.slot("cursor"), []);
  if (isRefusal(at)) return page.expired === undefined ? graphqlError(at.error, "BAD_USER_INPUT") : at;
  const taken = takePage(step, at);
  if (isRefusal(taken)) return graphqlError(taken.error, "BAD_USER_INPUT");
  // GraphQL knows no flag that is absent or a text: its type is Boolean!.
  const hasNextPage = tools.knobs.doneFlag === "stuck" || taken.next !== undefined;
  const endCursor = taken.next === undefined ? null : writePosition(step, taken.next, []);
  return {
    rows: taken.rows,
    members: [{ path: `${page.connection}.pageInfo`, value: { hasNextPage, endCursor } }],
    finish: (body) => execute(sent, body),
  };
};

/** The `first` of the connection, at most the documented maximum. */
function sizeOf(page: Facts, { document, variables }: Sent): number | Refusal {
  const most = page.size?.max ?? page.size?.value ?? 50;
  const path = plain(page.connection).split(".");
  let set = operationOf(document).selectionSet;
  for (const [index, key] of path.entries()) {
    const field = fieldsOf(set, document).find(([name]) => name === key)?.[1];
    if (field === undefined) return invalid(`The document does not ask for ${page.connection}.`);
    if (index === path.length - 1) {
      const first = field.arguments?.find(({ name }) => name.value === "first");
      const asked = first === undefined ? undefined : valueFromASTUntyped(first.value, variables);
      if (asked === undefined || asked === null) return page.size?.default ?? Math.min(most, 30);
      return typeof asked === "number" && asked >= 1
        ? Math.min(asked, most)
        : invalid("first is no number from 1.");
    }
    if (field.selectionSet !== undefined) set = field.selectionSet;
  }
  return most;
}
