import {
  buildASTSchema,
  GraphQLError,
  Kind,
  parse,
  type DefinitionNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type TypeNode,
} from "graphql";

// A GraphQL API as far as one document shows it: the fields it selects, the arguments and the types of the variables it
// passes. Anything else is unknown to that API, and refused as a real one would.

/** One object type in the making: its fields, each with its arguments and the type of its value. */
type Shape = Map<string, { args: Map<string, string>; type: string }>;

type Making = {
  types: Map<string, Shape>;
  /** Names of types that take and give any value, as scalars do that nobody defines more closely. */
  scalars: Set<string>;
  variables: ReadonlyMap<string, string>;
  document: DocumentNode;
  /** Where lists are, by the names in an answer. */
  lists: ReadonlySet<string>;
};

const known: ReadonlySet<string> = new Set(["Int", "Float", "String", "Boolean", "ID"]);
const anything = "Anything";

/** The schema that a document fits. `lists` are the paths (with dots, from `data` on) at which answers hold lists. */
export function schemaFor(document: DocumentNode, lists: ReadonlySet<string>): GraphQLSchema {
  const operation = operationOf(document);
  const variables = new Map(
    (operation.variableDefinitions ?? []).map(({ variable, type }) => [variable.name.value, spell(type)]),
  );
  const making: Making = { types: new Map(), scalars: new Set([anything]), variables, document, lists };
  for (const type of variables.values()) noteScalar(type, making);
  addFields("Query", { set: operation.selectionSet, path: "" }, making);
  return buildASTSchema(parse(textOf(making)));
}

/** The operation of a document. Throws a GraphQLError if it has none. */
export function operationOf(document: DocumentNode): OperationDefinitionNode {
  const found = document.definitions.find(isOperation);
  if (found === undefined) throw new GraphQLError("The document holds no operation.");
  return found;
}

/** The fields of a selection by the name they have in an answer, those of its fragments included. */
export function fieldsOf(set: SelectionSetNode, document: DocumentNode): [key: string, field: FieldNode][] {
  return set.selections.flatMap((selection): [string, FieldNode][] => {
    if (selection.kind === Kind.FIELD) return [[(selection.alias ?? selection.name).value, selection]];
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(selection.selectionSet, document);
    const fragment = fragmentOf(selection.name.value, document);
    return fragment === undefined ? [] : fieldsOf(fragment.selectionSet, document);
  });
}

function isOperation(definition: DefinitionNode): definition is OperationDefinitionNode {
  return definition.kind === Kind.OPERATION_DEFINITION;
}

function fragmentOf(name: string, { definitions }: DocumentNode) {
  return definitions.find(
    (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name,
  ) as Extract<DefinitionNode, { kind: Kind.FRAGMENT_DEFINITION }> | undefined;
}

function addFields(
  typeName: string,
  { set, path }: { set: SelectionSetNode; path: string },
  making: Making,
): void {
  const shape: Shape = making.types.get(typeName) ?? new Map();
  making.types.set(typeName, shape);
  for (const [key, field] of fieldsOf(set, making.document)) {
    const name = field.name.value;
    if (name.startsWith("__")) continue;
    const place = path === "" ? key : `${path}.${key}`;
    const made = shape.get(name) ?? { args: new Map<string, string>(), type: anything };
    for (const { name: argument, value } of field.arguments ?? []) {
      const type = value.kind === Kind.VARIABLE ? making.variables.get(value.name.value) : undefined;
      made.args.set(argument.value, (type ?? anything).replace(/!$/, ""));
    }
    if (field.selectionSet !== undefined) {
      const inner = conditionOf(field.selectionSet, making.document) ?? `Of_${place.replaceAll(".", "_")}`;
      addFields(inner, { set: field.selectionSet, path: place }, making);
      made.type = making.lists.has(place) ? `[${inner}]` : inner;
    }
    shape.set(name, made);
  }
}

/** The type that a fragment in a selection names. */
function conditionOf(set: SelectionSetNode, document: DocumentNode): string | undefined {
  const names = set.selections.flatMap((selection) => {
    if (selection.kind === Kind.INLINE_FRAGMENT) return selection.typeCondition?.name.value ?? [];
    if (selection.kind === Kind.FRAGMENT_SPREAD)
      return fragmentOf(selection.name.value, document)?.typeCondition.name.value ?? [];
    return [];
  });
  return names[0];
}

function spell(type: TypeNode): string {
  if (type.kind === Kind.NON_NULL_TYPE) return `${spell(type.type)}!`;
  return type.kind === Kind.LIST_TYPE ? `[${spell(type.type)}]` : type.name.value;
}

function noteScalar(type: string, { scalars }: Making): void {
  const name = type.replaceAll(/[[\]!]/g, "");
  if (!known.has(name)) scalars.add(name);
}

function textOf({ types, scalars }: Making): string {
  const objects = [...types].map(([name, shape]) => {
    const fields = [...shape].map(([field, { args, type }]) => {
      const taken = [...args].map(([argument, each]) => `${argument}: ${each}`).join(", ");
      return `  ${field}${taken === "" ? "" : `(${taken})`}: ${type}`;
    });
    return `type ${name} {\n${fields.join("\n")}\n}`;
  });
  return [...[...scalars].map((name) => `scalar ${name}`), ...objects].join("\n");
}
