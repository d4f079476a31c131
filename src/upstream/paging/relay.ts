import {
  executeSync,
  GraphQLError,
  parse,
  validate,
  valueFromASTUntyped,
  type DocumentNode,
  type GraphQLSchema,
} from "graphql";
import { pathsOf } from "../../source/choices.ts";
import { parsePath } from "../../source/path.ts";
import type { PageFacts } from "../../source/schema.ts";
import { isRecord } from "../../world/nested.ts";
import type { DataRecord } from "../../world/types.ts";
import { isRefusal, type Asked, type Paging, type Refusal, type StreamFacts, type Tools } from "../parts.ts";
import { fieldsOf, operationOf, schemaFor } from "./graphql-schema.ts";
import { readPosition, takePage, writePosition } from "./token-walk.ts";

type Facts = Extract<PageFacts, { kind: "relay" }>;
type Input = Parameters<Paging<"relay">>[0];
/** What a client sent, once it has been found valid. */
type Sent = { document: DocumentNode; schema: GraphQLSchema; variables: DataRecord };

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

/** The plan's own document says what there is to ask for; the client's must fit it. */
function readDocument({ asked, tools }: Input): Sent | Refusal {
  const body = isRecord(asked.body) ? asked.body : {};
  const variables = isRecord(body["variables"]) ? body["variables"] : {};
  if (typeof body["query"] !== "string") return invalid("The body holds no query.");
  try {
    const document = parse(body["query"]);
    const schema = schemaOf(asked, tools);
    const [fault] = validate(schema, document);
    return fault === undefined ? { document, schema, variables } : invalid(fault.message);
  } catch (error) {
    if (error instanceof GraphQLError) return invalid(error.message);
    throw error;
  }
}

const schemas = new WeakMap<StreamFacts["request"], GraphQLSchema>();

function schemaOf({ facts }: Asked, { plan }: Tools): GraphQLSchema {
  const known = schemas.get(facts.request);
  if (known !== undefined) return known;
  const text = facts.request.body?.["query"];
  if (typeof text !== "string") throw new Error("A GraphQL request of the plan has no document");
  const lists = new Set([plain(facts.records), ...fieldLists(plain(facts.records), plan)]);
  const schema = schemaFor(parse(text), lists);
  schemas.set(facts.request, schema);
  return schema;
}

/** A path of the answer from `data` on. */
const plain = (path: string): string => path.replace(/^data\./, "");

/** Where the fields of the plan go through lists inside a record. */
function fieldLists(records: string, { fields }: Tools["plan"]): string[] {
  return fields
    .flatMap(({ from }) => pathsOf(from))
    .flatMap((path) => {
      const steps = parsePath(path) ?? [];
      const end = steps.findIndex((step) => "each" in step);
      const names = steps.slice(0, Math.max(end, 0)).flatMap((step) => ("name" in step ? [step.name] : []));
      return end === -1 ? [] : [[records, ...names].join(".")];
    });
}

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

/** What the document asks for of a whole answer. */
function execute({ document, schema, variables }: Sent, body: unknown): unknown {
  const rootValue = isRecord(body) ? body["data"] : undefined;
  return executeSync({
    schema,
    document,
    rootValue,
    variableValues: variables,
    fieldResolver: (source: unknown, ...[, , { path }]) => (isRecord(source) ? source[path.key] : null),
  });
}

function invalid(message: string): Refusal {
  return { ...graphqlError(message, "GRAPHQL_VALIDATION_FAILED"), status: 400 };
}

/** GraphQL reports faults with status 200. */
function graphqlError(message: string, code: string): Refusal {
  return { status: 200, error: message, body: { errors: [{ message, extensions: { code } }] } };
}
