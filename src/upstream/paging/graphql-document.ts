import { executeSync, GraphQLError, parse, validate, type DocumentNode, type GraphQLSchema } from "graphql";
import { pathsOf } from "../../source/choices.ts";
import { parsePath } from "../../source/path.ts";
import { isRecord } from "../../world/nested.ts";
import type { DataRecord } from "../../world/types.ts";
import type { Asked, Refusal, StreamFacts, Tools } from "../parts.ts";
import { schemaFor } from "./graphql-schema.ts";

/** What a client sent, once it has been found valid. */
export type Sent = { document: DocumentNode; schema: GraphQLSchema; variables: DataRecord };

/** The plan's own document says what there is to ask for; the client's must fit it. */
export function readDocument({ asked, tools }: { asked: Asked; tools: Tools }): Sent | Refusal {
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

/** What the document asks for of a whole answer. */
export function execute({ document, schema, variables }: Sent, body: unknown): unknown {
  const rootValue = isRecord(body) ? body["data"] : undefined;
  return executeSync({
    schema,
    document,
    rootValue,
    variableValues: variables,
    fieldResolver: (source: unknown, ...[, , { path }]) => (isRecord(source) ? source[path.key] : null),
  });
}

/** A document that the API cannot take. */
export function invalid(message: string): Refusal {
  return { ...graphqlError(message, "GRAPHQL_VALIDATION_FAILED"), status: 400 };
}

/** GraphQL reports faults with status 200. */
export function graphqlError(message: string, code: string): Refusal {
  return { status: 200, error: message, body: { errors: [{ message, extensions: { code } }] } };
}

/** A path of the answer from `data` on. */
export const plain = (path: string): string => path.replace(/^data\./, "");

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
