import Handlebars from "handlebars";
import { Node, type Symbol, type Type } from "ts-morph";
import type { House } from "./house.ts";

type Frame = { type: Type; outer: Frame | undefined };
type Report = (line: number, words: string) => void;
type Check = { frame: Frame; report: Report; views: Views; helpers: ReadonlySet<string> };

/** The type of each template's view, by the template's name. */
export type Views = ReadonlyMap<string, Type>;

const blocks = new Set(["if", "unless", "each"]);

/** Reads the type `Views` of a file, whose properties are the templates. */
export function readViews(house: House, path = "src/render/views.ts"): Views {
  const views = house.files.get(path)?.getTypeAliasOrThrow("Views");
  const properties = views?.getType().getProperties() ?? [];
  return new Map(
    properties.map((property) => [property.getName(), property.getTypeAtLocation(views ?? Node.prototype)]),
  );
}

/**
 * What is wrong with a template: text that would pass unescaped, a name that its view does not have (Handlebars'
 * strict mode does not look inside `#if` and `#each`), an unknown helper or partial.
 */
export function findTemplateFaults(
  name: string,
  text: string,
  rules: { views: Views; helpers: ReadonlySet<string> },
): string[] {
  const faults: string[] = [];
  const view = rules.views.get(name);
  if (!view) return [`${name}: no view of that name`];
  const report: Report = (line, words) => faults.push(`${name}:${line} ${words}`);
  checkProgram(Handlebars.parse(text), { frame: { type: view, outer: undefined }, report, ...rules });
  return faults;
}

function checkProgram(program: hbs.AST.Program, check: Check): void {
  for (const statement of program.body) {
    if (statement.type === "MustacheStatement") checkMustache(statement as hbs.AST.MustacheStatement, check);
    if (statement.type === "BlockStatement") checkBlock(statement as hbs.AST.BlockStatement, check);
    if (statement.type === "PartialStatement") checkPartial(statement as hbs.AST.PartialStatement, check);
    if (statement.type === "PartialBlockStatement")
      check.report(statement.loc.start.line, "is a partial block");
  }
}

function checkMustache(statement: hbs.AST.MustacheStatement, check: Check): void {
  const { line } = statement.loc.start;
  if (!statement.escaped) check.report(line, "has {{{ or {{&");
  if (statement.params.length === 0 && !statement.hash) return checkValue(statement.path, check);
  checkHelper(statement.path, check);
  for (const param of statement.params) checkValue(param, check);
}

function checkBlock(block: hbs.AST.BlockStatement, check: Check): void {
  const { line } = block.loc.start;
  const [subject] = block.params;
  if (!blocks.has(block.path.original) || !subject)
    return check.report(line, `has the block ${block.path.original}`);
  checkValue(subject, check);
  const isEach = block.path.original === "each";
  const item = isEach ? typeOf(subject, check.frame)?.getNonNullableType().getArrayElementType() : undefined;
  if (isEach && !item) check.report(line, "goes through something that is no list");
  const inner = item ? { ...check, frame: { type: item, outer: check.frame } } : check;
  checkProgram(block.program, inner);
  if (block.inverse) checkProgram(block.inverse, check);
}

function checkPartial(partial: hbs.AST.PartialStatement, check: Check): void {
  const { line } = partial.loc.start;
  const [context] = partial.params;
  if (context) checkValue(context, check);
  if (partial.name.type === "SubExpression") {
    for (const param of (partial.name as hbs.AST.SubExpression).params) checkValue(param, check);
    return;
  }
  const name = (partial.name as hbs.AST.PathExpression).original;
  const wanted = check.views.get(name);
  if (!wanted) return check.report(line, `has the unknown partial ${name}`);
  const given = context ? typeOf(context, check.frame) : check.frame.type;
  if (given && !given.getNonNullableType().isAssignableTo(wanted)) {
    check.report(line, `gives ${name} something that is not its view`);
  }
}

function checkValue(node: hbs.AST.Expression, check: Check): void {
  if (node.type === "SubExpression") {
    const { path, params } = node as hbs.AST.SubExpression;
    checkHelper(path, check);
    for (const param of params) checkValue(param, check);
  }
  if (node.type !== "PathExpression" || (node as hbs.AST.PathExpression).data) return;
  if (!typeOf(node, check.frame))
    check.report(node.loc.start.line, `names ${(node as hbs.AST.PathExpression).original}`);
}

function checkHelper(path: hbs.AST.Expression, check: Check): void {
  const name = (path as hbs.AST.PathExpression).original;
  if (!check.helpers.has(name)) check.report(path.loc.start.line, `calls the unknown helper ${name}`);
}

/** The type of a path where it stands; undefined if there is no such name. Literals are always right. */
function typeOf(node: hbs.AST.Expression, frame: Frame): Type | undefined {
  if (node.type !== "PathExpression") return frame.type;
  const { parts, depth } = node as hbs.AST.PathExpression;
  let place: Frame | undefined = frame;
  for (let level = 0; level < depth; level++) place = place?.outer;
  return (parts as string[]).reduce<Type | undefined>(
    (type, part) => type && propertyOf(type, part),
    place?.type,
  );
}

// A property of one member of a union is enough: an #if around it says which one it is.
function propertyOf(type: Type, name: string): Type | undefined {
  const whole = type.getNonNullableType();
  const members = whole.isUnion() ? whole.getUnionTypes() : [whole];
  const symbol = members.map((member): Symbol | undefined => member.getProperty(name)).find(Boolean);
  const declaration = symbol?.getDeclarations()[0];
  return declaration && symbol?.getTypeAtLocation(declaration);
}
