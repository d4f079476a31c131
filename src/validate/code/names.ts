import { ts } from "ts-morph";
import { elementsOf, pairedAt } from "./elements.ts";
import type { Flow } from "./flow.ts";
import { isOfLibrary } from "./program.ts";
import { isFunction, nameOf } from "./syntax.ts";

/** What a name was given where it was declared and wherever it was assigned; its declaration, if nobody gave it a value. */
export function declaredValues(flow: Flow, node: ts.Identifier): readonly ts.Node[] {
  const symbol = symbolOf(flow, node);
  if (!symbol?.declarations) return [node];
  const values = symbol.declarations.flatMap((declaration) => valuesOf(flow, declaration));
  const assigned = flow.assignments.toName.get(symbol) ?? [];
  const all = [...values, ...assigned];
  return all.length > 0 ? all : [node];
}

/** What a name stands for, through imports and shorthand properties. */
export function symbolOf({ checker }: Flow, node: ts.Identifier): ts.Symbol | undefined {
  const symbol =
    ts.isShorthandPropertyAssignment(node.parent) && node.parent.name === node
      ? checker.getShorthandAssignmentValueSymbol(node.parent)
      : checker.getSymbolAtLocation(node);
  if (!symbol || !(symbol.flags & ts.SymbolFlags.Alias)) return symbol;
  const target = checker.getAliasedSymbol(symbol);
  // What comes from a package has no target, or a module without a word of what is in it; its import is all there is.
  const isKnown = target.declarations?.some((each) => !ts.isModuleDeclaration(each)) ?? false;
  return isKnown ? target : symbol;
}

/** The values a declaration gives its name. The declaration itself where it is a function, a class, or has none. */
export function valuesOf(flow: Flow, declaration: ts.Declaration): readonly ts.Node[] {
  if (isOfLibrary(declaration)) return [];
  if (ts.isVariableDeclaration(declaration)) return variableValues(flow, declaration);
  if (ts.isParameter(declaration)) return parameterValues(flow, declaration);
  if (ts.isBindingElement(declaration)) return bindingValues(flow, declaration);
  if (ts.isPropertyAssignment(declaration)) return [declaration.initializer];
  if (ts.isPropertyDeclaration(declaration) && declaration.initializer) return [declaration.initializer];
  if (ts.isExportAssignment(declaration)) return [declaration.expression];
  if (isFunction(declaration) || ts.isClassLike(declaration) || ts.isSourceFile(declaration))
    return [declaration];
  if (
    ts.isImportSpecifier(declaration) ||
    ts.isImportClause(declaration) ||
    ts.isNamespaceImport(declaration)
  )
    return [declaration];
  return [];
}

function variableValues(flow: Flow, declaration: ts.VariableDeclaration): readonly ts.Node[] {
  if (declaration.initializer) return [declaration.initializer];
  const loop = declaration.parent.parent;
  if (!ts.isForOfStatement(loop)) return [];
  const elements = elementsOf(flow, loop.expression);
  return elements.length > 0 ? elements : [declaration];
}

/** The arguments of every call, and the default. The parameter itself if no call of the project gives it anything. */
export function parameterValues(flow: Flow, parameter: ts.ParameterDeclaration): readonly ts.Node[] {
  const given = argumentsFor(flow, parameter);
  const values = [...given, ...(parameter.initializer ? [parameter.initializer] : [])];
  return values.length === 0 || flow.isEntry(parameter.parent) ? [...values, parameter] : values;
}

const overElements =
  /^(map|flatMap|filter|forEach|find|findLast|findIndex|some|every|sort|toSorted|reduce|reduceRight)$/;

function argumentsFor(flow: Flow, parameter: ts.ParameterDeclaration): readonly ts.Node[] {
  const owner = parameter.parent;
  if (!isFunction(owner) || parameter.dotDotDotToken) return [];
  const index = owner.parameters.indexOf(parameter);
  const called = flow.callers(owner).flatMap((call): readonly ts.Node[] => {
    const given = call.arguments ?? [];
    const isSpread = given.slice(0, index + 1).some(ts.isSpreadElement);
    const argument = given[index];
    return argument && !isSpread ? [argument] : [];
  });
  const receiver = receiverOf(parameter);
  if (receiver) return [...called, ...elementsOf(flow, receiver)];
  const lists = flow.walkers(owner).flatMap((call) => listWalked(call, index) ?? []);
  if (lists.length > 0) return [...called, ...lists.flatMap((list) => elementsOf(flow, list))];
  return [...called, ...settledInto(parameter)];
}

/** For the parameter of a `.then` callback: the promise, which counts as the value it holds. */
function settledInto(parameter: ts.ParameterDeclaration): readonly ts.Expression[] {
  const callback = parameter.parent;
  const call = callback.parent;
  if (!ts.isCallExpression(call) || call.arguments[0] !== callback || callback.parameters[0] !== parameter)
    return [];
  const { expression } = call;
  return ts.isPropertyAccessExpression(expression) && expression.name.text === "then"
    ? [expression.expression]
    : [];
}

/** For a parameter of a function that stands by its name in `list.map(toRow)`: the lists. */
export function listsOf(flow: Flow, parameter: ts.ParameterDeclaration): readonly ts.Expression[] {
  const owner = parameter.parent;
  if (!isFunction(owner)) return [];
  const index = owner.parameters.indexOf(parameter);
  return flow.walkers(owner).flatMap((call) => listWalked(call, index) ?? []);
}

/** The array of `list.map(…)`, if a callback's parameter at this place holds its elements. */
function listWalked(call: ts.Node, index: number): ts.Expression | undefined {
  if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return undefined;
  const method = call.expression.name.text;
  const isElement = method.startsWith("reduce") ? index === 1 : method.endsWith("ort") || index === 0;
  return overElements.test(method) && isElement ? call.expression.expression : undefined;
}

/** For a parameter of a callback of an array method: the array. For the one of `.then`: the promise's value is not one. */
export function receiverOf(parameter: ts.ParameterDeclaration): ts.Expression | undefined {
  const callback = parameter.parent;
  const call = callback.parent;
  if (!ts.isCallExpression(call) || call.arguments[0] !== callback) return undefined;
  return listWalked(call, callback.parameters.indexOf(parameter));
}

function bindingValues(flow: Flow, element: ts.BindingElement): readonly ts.Node[] {
  const values = [...takenFrom(flow, element), ...(element.initializer ? [element.initializer] : [])];
  return values.length > 0 ? values : [element];
}

function takenFrom(flow: Flow, element: ts.BindingElement): readonly ts.Node[] {
  const pattern = element.parent;
  const owners = patternSources(flow, pattern);
  if (ts.isArrayBindingPattern(pattern)) {
    const index = pattern.elements.indexOf(element);
    return element.dotDotDotToken ? [] : owners.flatMap((owner) => atIndex(flow, owner, index));
  }
  if (element.dotDotDotToken) return owners;
  const name = nameOf(element.propertyName ?? element.name);
  if (name === undefined) return [];
  // What Notion hands over holds more than any object of the project that may stand in for it.
  const isHanded = owners.some((owner) => isHandedIn(flow, owner, name));
  return [...owners.flatMap((owner) => flow.members(owner, name)), ...(isHanded ? [element] : [])];
}

const mostSpreads = 3;

/** Whether a value, as far as a property of it goes, may be what Notion hands to an entry: the saved state. */
export function isHandedIn(flow: Flow, node: ts.Node, name: string): boolean {
  return isHandedAs({ flow, name, levels: mostSpreads }, node);
}

function isHandedAs(looking: { flow: Flow; name: string; levels: number }, node: ts.Node): boolean {
  const { flow, name, levels } = looking;
  return flow.origins(node).some((origin) => {
    if (ts.isParameter(origin)) return flow.isEntry(origin.parent);
    if (levels === 0 || !ts.isObjectLiteralExpression(origin)) return false;
    return isSpreadFrom(origin, name, (each) => isHandedAs({ ...looking, levels: levels - 1 }, each));
  });
}

/** Whether a property of an object that is written out may come from something spread into it that `is` takes. */
export function isSpreadFrom(
  object: ts.ObjectLiteralExpression,
  name: string,
  is: (spread: ts.Expression) => boolean,
): boolean {
  for (const property of [...object.properties].reverse()) {
    if (ts.isSpreadAssignment(property) ? is(property.expression) : nameOf(property.name) === name)
      return ts.isSpreadAssignment(property);
  }
  return false;
}

/** What a `{ a, b }` or `[a, b]` takes apart. */
export function patternSources(flow: Flow, pattern: ts.BindingPattern): readonly ts.Node[] {
  const holder = pattern.parent;
  if (ts.isBindingElement(holder)) {
    const values = takenFrom(flow, holder);
    return holder.initializer ? [...values, holder.initializer] : values;
  }
  if (ts.isParameter(holder)) return parameterValues(flow, holder).filter((value) => value !== holder);
  return variableValues(flow, holder).filter((value) => value !== holder);
}

function atIndex(flow: Flow, owner: ts.Node, index: number): readonly ts.Node[] {
  return flow.origins(owner).flatMap((origin): readonly ts.Node[] => {
    const list = ts.isCallExpression(origin) && /^Promise\.all(Settled)?$/.test(origin.expression.getText());
    const array = list ? origin.arguments[0] : origin;
    if (array === origin && !ts.isArrayLiteralExpression(origin)) return pairedAt(origin, index);
    const element = array && ts.isArrayLiteralExpression(array) ? array.elements[index] : undefined;
    return element && !ts.isSpreadElement(element) ? [element] : [];
  });
}
