import { Node, VariableDeclarationKind, type ObjectLiteralExpression, type SourceFile } from "ts-morph";

/** How far a value is followed from constant to constant; more is a circle or a puzzle. */
const maxSteps = 8;

/** Takes `as const`, `satisfies X`, `!` and parentheses off an expression. */
export function unwrap(expression: Node): Node {
  let inner = expression;
  while (
    Node.isAsExpression(inner) ||
    Node.isSatisfiesExpression(inner) ||
    Node.isParenthesizedExpression(inner) ||
    Node.isNonNullExpression(inner) ||
    Node.isTypeAssertion(inner)
  ) {
    inner = inner.getExpression();
  }
  return inner;
}

/** Follows an expression through top-level constants of the same file to what they were initialised with. */
export function resolveConstant(expression: Node, steps = maxSteps): Node | undefined {
  const inner = unwrap(expression);
  if (steps === 0) return undefined;
  if (Node.isIdentifier(inner)) {
    const initializer = findConstant(inner.getSourceFile(), inner.getText());
    return initializer && resolveConstant(initializer, steps - 1);
  }
  if (Node.isPropertyAccessExpression(inner)) {
    const owner = resolveConstant(inner.getExpression(), steps - 1);
    const value = Node.isObjectLiteralExpression(owner)
      ? readProperties(owner).get(inner.getName())
      : undefined;
    return value ? resolveConstant(value, steps - 1) : inner;
  }
  return inner;
}

/** The text of a string literal, a template without holes, or a constant that holds one. */
export function resolveString(expression: Node): string | undefined {
  const value = resolveConstant(expression);
  return Node.isStringLiteral(value) || Node.isNoSubstitutionTemplateLiteral(value)
    ? value.getLiteralValue()
    : undefined;
}

/** The object literal an expression stands for. */
export function resolveObject(expression: Node): ObjectLiteralExpression | undefined {
  const value = resolveConstant(expression);
  return Node.isObjectLiteralExpression(value) ? value : undefined;
}

/** Objects already read; an object that spreads itself finds its own unfinished entry here and stops. */
const known = new WeakMap<Node, Map<string, Node>>();

/** The properties of an object literal whose names are known, with those of the objects spread into it; the last one wins. */
export function readProperties(object: ObjectLiteralExpression): ReadonlyMap<string, Node> {
  const before = known.get(object);
  if (before) return before;
  const properties = new Map<string, Node>();
  known.set(object, properties);
  for (const property of object.getProperties()) {
    if (Node.isSpreadAssignment(property)) {
      const spread = resolveObject(property.getExpression());
      if (spread) for (const [name, value] of readProperties(spread)) properties.set(name, value);
    } else if (Node.isPropertyAssignment(property)) {
      const name = propertyName(property.getNameNode());
      const value = property.getInitializer();
      if (name !== undefined && value) properties.set(name, value);
    } else if (Node.isShorthandPropertyAssignment(property)) {
      properties.set(property.getName(), property.getNameNode());
    }
  }
  return properties;
}

function propertyName(name: Node): string | undefined {
  if (Node.isIdentifier(name)) return name.getText();
  if (Node.isStringLiteral(name) || Node.isNoSubstitutionTemplateLiteral(name)) return name.getLiteralValue();
  if (Node.isNumericLiteral(name)) return String(name.getLiteralValue());
  return Node.isComputedPropertyName(name) ? resolveString(name.getExpression()) : undefined;
}

function findConstant(source: SourceFile, name: string): Node | undefined {
  const declaration = source.getVariableDeclaration(name);
  const isConstant =
    declaration?.getVariableStatement()?.getDeclarationKind() === VariableDeclarationKind.Const;
  return isConstant ? declaration.getInitializer() : undefined;
}
