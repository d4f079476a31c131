import { ts } from "ts-morph";
import { findAll, functionAround } from "../../../src/validate/code/syntax.ts";
import {
  anyOf,
  byFacts,
  inCode,
  inText,
  operator,
  property,
  where,
  type Change,
  type Operator,
} from "./editing.ts";

type Mapped = { upsert: ts.ObjectLiteralExpression; cells: ts.PropertyAssignment[] };

/** Where a record becomes a row: the object of the change, and its properties that are written out. */
function mapped(node: ts.Node): Mapped | undefined {
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  const type = property(node, "type");
  const properties = property(node, "properties");
  if (!type?.getText().includes('"upsert"') || !properties || !ts.isPropertyAssignment(properties))
    return undefined;
  if (!ts.isObjectLiteralExpression(properties.initializer)) return undefined;
  return { upsert: node, cells: properties.initializer.properties.filter(ts.isPropertyAssignment) };
}

const inMapper = (change: (mapped: Mapped) => Change | undefined): Operator["apply"] =>
  inCode((node) => {
    const found = mapped(node);
    if (found) return change(found);
    // Where the lifecycle is shared, the cells come from a function of the resource.
    const cells =
      ts.isPropertyAssignment(node) && node.name.getText() === "toProperties" ? node.initializer : undefined;
    const object = cells && findAll(cells, ts.isObjectLiteralExpression)[0];
    return object
      ? change({ upsert: object, cells: object.properties.filter(ts.isPropertyAssignment) })
      : undefined;
  });

const isEmptyList = (node: ts.Node): boolean =>
  ts.isArrayLiteralExpression(node) && node.elements.length === 0;
const isTitle = (cell: ts.PropertyAssignment): boolean => /title(Of)?\(/i.test(cell.initializer.getText());

/** A cell that is neither the title nor, as the last one is, the key. */
const ordinary = ({ cells }: Mapped): ts.PropertyAssignment[] =>
  cells.slice(0, -1).filter((cell) => !isTitle(cell));

function keepsOldValue(found: Mapped): Change | undefined {
  const cell = ordinary(found).find(({ initializer }) => ts.isConditionalExpression(initializer));
  if (cell && ts.isConditionalExpression(cell.initializer)) {
    const { condition, whenTrue, whenFalse } = cell.initializer;
    const [test, value] = isEmptyList(whenTrue)
      ? [`!(${condition.getText()})`, whenFalse]
      : [condition.getText(), whenTrue];
    return { node: cell, text: `...(${test} ? { ${cell.name.getText()}: ${value.getText()} } : {})` };
  }
  const call = ordinary(found).find(
    ({ initializer }) =>
      ts.isCallExpression(initializer) &&
      initializer.arguments[0] &&
      ts.isPropertyAccessExpression(initializer.arguments[0]),
  );
  if (!call || !ts.isCallExpression(call.initializer)) return undefined;
  return { node: call, text: `...(${call.initializer.arguments[0]?.getText()} && { ${call.getText()} })` };
}

function conditional(builder: RegExp): Operator["apply"] {
  return inCode((node) => {
    if (!ts.isConditionalExpression(node)) return undefined;
    const { whenTrue, whenFalse } = node;
    const value = isEmptyList(whenTrue) ? whenFalse : isEmptyList(whenFalse) ? whenTrue : undefined;
    return value && builder.test(value.getText()) ? { node, text: value.getText() } : undefined;
  });
}

/**
 * `Builder.number(Number(value))` of the value as it comes. Where only the condition went, NaN would be left for what is
 * no number, and the SDK makes an empty cell of that.
 */
function readsNumberAsItComes(node: ts.Node): Change | undefined {
  if (!ts.isConditionalExpression(node)) return undefined;
  const call = isEmptyList(node.whenTrue) ? node.whenFalse : node.whenTrue;
  const [argument] = ts.isCallExpression(call) ? call.arguments : [];
  if (!argument || !/^(Builder|B)\.number\(/.test(call.getText())) return undefined;
  if (ts.isBinaryExpression(argument)) return { node, text: call.getText() };
  const around = functionAround(node)?.getText() ?? "";
  const [, name = ""] = /(\w+)\)*$/.exec(argument.getText()) ?? [];
  const [, made = ""] = new RegExp(`const ${name} =([^;]*)`).exec(around) ?? [];
  const [field = made === "" ? name : "value"] = /\b[a-z]\w*\.[a-z]\w*/.exec(made) ?? [];
  return { node, text: `${call.getText().replace(/\(.*/s, "")}(Number(${field}))` };
}

/** Mistakes in how a record becomes a row. */
export const mapping: readonly Operator[] = [
  operator("an empty value keeps the old one", "property-omitted", inMapper(keepsOldValue)),
  operator(
    "a property is not written",
    "property-omitted",
    inMapper((found) => {
      const [cell] = ordinary(found);
      return cell && { node: cell, text: "...{}" };
    }),
  ),
  operator(
    "a property that is not declared",
    "property-undeclared",
    inMapper((found) => {
      const [cell] = ordinary(found);
      return cell && { node: cell.name, text: '"Old Name"' };
    }),
  ),
  operator(
    "a cell of another kind",
    "property-kind",
    anyOf(
      where(/\bnumberOf\b/, inText(/: (select|email|phone|checkbox)Of\(/, ": numberOf(")),
      where(/\bdateTimeOf\b/, inText(/: (select|email|phone|checkbox)Of\(/, ": dateTimeOf(")),
      inText(/\b(Builder|B)\.(select|email|checkbox)\(/, "$1.number("),
      inText(/\bBuilder\.(select|email|checkbox)\b/, "Builder.number"),
    ),
  ),
  operator("the key is no text", "key-not-string", (files) =>
    files.some(({ path }) => path.endsWith(".js"))
      ? undefined
      : inText(/key: String\(([\w.]+)\)/, "key: $1 as string")(files),
  ),
  operator(
    "the key is the title",
    "key-not-primary",
    inMapper(({ upsert, cells }) => {
      const key = property(upsert, "key");
      const title = cells.find(isTitle)?.initializer;
      const value = title && ts.isCallExpression(title) ? title.arguments[0]?.getText() : undefined;
      return key && value !== undefined ? { node: key, text: `key: String(${value})` } : undefined;
    }),
  ),
  operator(
    "the change time is left out",
    "pair-no-upstream-time",
    byFacts((syncs) => {
      const upserts = syncs
        .filter(({ partners }) => partners.length > 0)
        .flatMap((sync) => [...sync.reached]);
      const inside = upserts.flatMap((one) => findAll(one, ts.isObjectLiteralExpression));
      const times = inside.flatMap(({ properties }) =>
        properties.filter((one) =>
          ts.isSpreadAssignment(one)
            ? /upstreamUpdatedAt|updatedStamp\(/.test(one.expression.getText())
            : one.name?.getText() === "upstreamUpdatedAt",
        ),
      );
      const outer = times.filter(
        (one) => !times.some((other) => other !== one && other.pos <= one.pos && other.end >= one.end),
      );
      return [...new Set(outer)].map((node) => ({ node, text: "...{}" }));
    }),
  ),
  operator("a time without its zone", "datetime-zone", inText(/(dateTime\([^\n]*?), "UTC"\)/, "$1)")),
  operator(
    "options with commas",
    "options-raw",
    anyOf(
      inText(/\??\.replace(All)?\(\s*\/\\s\*,\\s\*\/g,\s*"; ",?\s*\)/, ""),
      inText(/\s*\.split\(\/\\s\*,\\s\*\/\)\s*\.join\("; "\)/, ""),
    ),
  ),
  operator("a number that is none", "number-unguarded", inCode(readsNumberAsItComes)),
  operator("a date that is none", "invalid-date-throws", conditional(/^(Builder|B)\.dateTime\(new Date\(/)),
  operator(
    "records are printed",
    "records-logged",
    inCode((node) => {
      if (!ts.isArrowFunction(node) && !ts.isFunctionDeclaration(node)) return undefined;
      const { body } = node;
      // The record, whose fields are read; beside it stand ids and times.
      const parameter = node.parameters.find(({ name }) =>
        new RegExp(`\\b${name.getText()}\\??\\.|= ${name.getText()};`).test(body?.getText() ?? ""),
      );
      if (!body || !ts.isBlock(body) || !parameter || !ts.isIdentifier(parameter.name)) return undefined;
      const returned = body.statements.some(
        (one) => ts.isReturnStatement(one) && one.expression && mapped(one.expression),
      );
      return returned
        ? { node: body, text: `{ console.log(${parameter.name.text}); ${body.getText().slice(1)}` }
        : undefined;
    }),
  ),
];
