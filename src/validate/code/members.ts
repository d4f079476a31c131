import { ts } from "ts-morph";
import type { Flow } from "./flow.ts";
import { valuesOf } from "./names.ts";
import { isFunction, nameOf, returnsOf } from "./syntax.ts";

/** What a property of a value may hold; none if nothing is known. */
export function membersOf(flow: Flow, owner: ts.Node, name: string): readonly ts.Node[] {
  const found = new Set<ts.Node>(assignedTo(flow, owner, name));
  const origins = flow.origins(owner);
  for (const origin of origins) for (const value of memberOf(flow, origin, name)) found.add(value);
  if (found.size > 0) return [...found];
  // An object that is written out has no more than was found in it.
  return origins.every(ts.isObjectLiteralExpression) ? [] : declaredMember(flow, owner, name);
}

function memberOf(flow: Flow, origin: ts.Node, name: string): readonly ts.Node[] {
  if (ts.isObjectLiteralExpression(origin))
    return [...propertyOf(flow, origin, name), ...assignedLater(flow, origin, name)];
  if (ts.isNewExpression(origin)) {
    const classes = flow.origins(origin.expression).filter(ts.isClassLike);
    return classes.flatMap((each) => classMember(flow, each, name));
  }
  if (origin.kind === ts.SyntaxKind.ThisKeyword) return memberOfThis(flow, origin, name);
  if (ts.isClassLike(origin)) return classMember(flow, origin, name);
  if (ts.isSourceFile(origin)) return exportOf(flow, origin, name);
  return [];
}

/** The value of a property of an object that is written out; of those spread into it, if it may come from there. */
export function propertyOf(flow: Flow, object: ts.ObjectLiteralExpression, name: string): readonly ts.Node[] {
  // An object into which its own earlier self is spread, as states are from page to page, says nothing new.
  const asked = flow.asked.get(object) ?? new Set();
  if (asked.has(name)) return [];
  flow.asked.set(object, new Set([...asked, name]));
  const values = writtenValues(flow, object, name);
  flow.asked.set(object, asked);
  return values;
}

function writtenValues(flow: Flow, object: ts.ObjectLiteralExpression, name: string): readonly ts.Node[] {
  const values: ts.Node[] = [];
  for (const property of [...object.properties].reverse()) {
    if (ts.isSpreadAssignment(property)) {
      values.push(...flow.members(property.expression, name));
      continue;
    }
    if (nameOf(property.name) !== name) continue;
    if (ts.isPropertyAssignment(property)) values.push(property.initializer);
    else if (ts.isShorthandPropertyAssignment(property)) values.push(property.name);
    else if (ts.isGetAccessor(property)) values.push(...(isFunction(property) ? returnsOf(property) : []));
    else values.push(property);
    break;
  }
  return values;
}

function memberOfThis(flow: Flow, node: ts.Node, name: string): readonly ts.Node[] {
  // Of an object that `this` merely stands in, outside of a method, it is not the object.
  let isInMethod = false;
  for (let one = node.parent; one; one = one.parent) {
    if (ts.isClassLike(one)) return classMember(flow, one, name);
    if (ts.isObjectLiteralExpression(one) && isInMethod) return propertyOf(flow, one, name);
    isInMethod ||= isFunction(one) && !ts.isArrowFunction(one);
  }
  return [];
}

function classMember(flow: Flow, owner: ts.ClassLikeDeclaration, name: string): readonly ts.Node[] {
  const own = owner.members.flatMap((member): readonly ts.Node[] => {
    if (ts.isConstructorDeclaration(member)) {
      return [
        ...member.parameters
          .filter((each) => ts.isParameterPropertyDeclaration(each, member) && nameOf(each.name) === name)
          .flatMap((each) => valuesOf(flow, each)),
        ...assignedInside(member, name),
      ];
    }
    if (!member.name || nameOf(member.name) !== name)
      return isFunction(member) ? assignedInside(member, name) : [];
    if (ts.isGetAccessor(member)) return isFunction(member) ? returnsOf(member) : [];
    if (ts.isPropertyDeclaration(member)) return member.initializer ? [member.initializer] : [];
    return isFunction(member) ? [member] : [];
  });
  if (own.length > 0) return own;
  const parents =
    owner.heritageClauses?.flatMap(({ types }) => types.map(({ expression }) => expression)) ?? [];
  return parents
    .flatMap((each) => flow.origins(each))
    .filter(ts.isClassLike)
    .flatMap((each) => (each === owner ? [] : classMember(flow, each, name)));
}

/** What `this.name = …` puts there. */
function assignedInside(node: ts.Node, name: string): ts.Expression[] {
  const found: ts.Expression[] = [];
  const see = (one: ts.Node): void => {
    if (
      ts.isBinaryExpression(one) &&
      one.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      ts.isPropertyAccessExpression(one.left) &&
      one.left.expression.kind === ts.SyntaxKind.ThisKeyword &&
      one.left.name.text === name
    )
      found.push(one.right);
    ts.forEachChild(one, see);
  };
  see(node);
  return found;
}

/** What is put into an object by the name of the variable that holds it: `rest.newest = …`. */
function assignedLater(
  { checker, assignments }: Flow,
  object: ts.ObjectLiteralExpression,
  name: string,
): readonly ts.Expression[] {
  const holder = object.parent;
  const symbol = ts.isVariableDeclaration(holder) ? checker.getSymbolAtLocation(holder.name) : undefined;
  return (symbol && assignments.toProperty.get(symbol)?.get(name)) ?? [];
}

function assignedTo(flow: Flow, owner: ts.Node, name: string): readonly ts.Expression[] {
  const symbol = ts.isIdentifier(owner) ? flow.checker.getSymbolAtLocation(owner) : undefined;
  return (symbol && flow.assignments.toProperty.get(symbol)?.get(name)) ?? [];
}

function exportOf(flow: Flow, file: ts.SourceFile, name: string): readonly ts.Node[] {
  const module = flow.checker.getSymbolAtLocation(file);
  const symbol = module && flow.checker.getExportsOfModule(module).find((each) => each.name === name);
  const target =
    symbol && symbol.flags & ts.SymbolFlags.Alias ? flow.checker.getAliasedSymbol(symbol) : symbol;
  return target?.declarations?.flatMap((each) => valuesOf(flow, each)) ?? [];
}

/** Where the checker knows the property's declaration although nobody followed the object: a method, a value in a literal. */
function declaredMember(flow: Flow, owner: ts.Node, name: string): readonly ts.Node[] {
  // Asking for a type is dear; of most names, such as those of the library's methods, it would tell nothing.
  if (!ts.isExpression(owner) || !flow.mayDeclare(name)) return [];
  const type = flow.checker.getTypeAtLocation(owner);
  const symbol = flow.checker.getPropertyOfType(flow.checker.getNonNullableType(type), name);
  return symbol?.declarations?.flatMap((each) => valuesOf(flow, each)) ?? [];
}
