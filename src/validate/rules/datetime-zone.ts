import { ts } from "ts-morph";
import { bare, calledName } from "../code/syntax.ts";
import type { SyncFacts } from "../facts/types.ts";
import { builderCalls, type BuilderCall } from "./kit/builders.ts";
import { isGuarded } from "./kit/guards.ts";
import { kindsOf } from "./kit/kinds.ts";
import { isRawField, isRawText } from "./kit/records.ts";
import type { Edit, Fault, Rule } from "./rule.ts";

/** A time whose offset is dropped. */
export const datetimeZone: Rule = {
  id: "datetime-zone",
  severity: "warn",
  hazards: ["H04"],
  title: "A time loses its zone",
  check: ({ syncs }) => syncs.flatMap((sync) => builderCalls(sync).flatMap((call) => checkCall(sync, call))),
};

const times: Readonly<Record<string, number>> = { dateTime: 1, dateTimeRange: 2 };

function checkCall(sync: SyncFacts, { call, name }: BuilderCall): Fault[] {
  const count = times[name];
  const given = call.arguments.slice(0, count ?? 0);
  if (count === undefined || given.length < count || call.arguments.some(ts.isSpreadElement)) return [];
  const zone = call.arguments[count];
  const isRaw = given.some((each) => isRawText(sync, each));
  const isInUtc = given.every((each) => isConverted(sync, each));
  if (zone) return isRaw && !isInUtc && isUtc(sync, zone) ? [ask(sync, call)] : [];
  if (!isRaw && !isInUtc) return [];
  const edits = isInUtc ? nameZone(call) : name === "dateTime" ? convert(sync, call) : [];
  return [
    {
      at: call,
      sync,
      message: isInUtc
        ? "The SDK drops the Z of this time, and no zone is named. Notion shows the hours of UTC as if they were everybody's own."
        : "The SDK drops the offset of this time: 10:30Z, 10:30+05:00 and 10:30 come out alike. Rows are wrong by the hours between.",
      fix: 'Write `Builder.dateTime(new Date(value).toISOString(), "UTC")`, after a check that the value is a time.',
      ...(edits.length > 0 && { edits }),
    },
  ];
}

function ask(sync: SyncFacts, call: ts.CallExpression): Fault {
  return {
    at: call,
    sync,
    severity: "info",
    message:
      "The SDK drops the offset of this time and takes the hours for UTC. Does the API always print UTC, with a Z?",
    fix: 'If it may print an offset, write `Builder.dateTime(new Date(value).toISOString(), "UTC")`.',
  };
}

function isConverted(sync: SyncFacts, node: ts.Node): boolean {
  const stop = (each: ts.Node): boolean => isRawField(each) && sync.flow.origins(each).includes(each);
  return [...sync.flow.feeds(node, stop)].some(
    (each) => ts.isCallExpression(each) && calledName(each) === "toISOString",
  );
}

function isUtc(sync: SyncFacts, zone: ts.Node): boolean {
  return sync.flow.origins(zone).some((origin) => ts.isStringLiteralLike(origin) && origin.text === "UTC");
}

function nameZone(call: ts.CallExpression): Edit[] {
  const last = call.arguments.at(-1);
  return last ? [{ node: last, text: `${last.getText()}, "UTC"` }] : [];
}

/** Only a plain value is written twice, and only a text is known to make a date. */
function convert(sync: SyncFacts, call: ts.CallExpression): Edit[] {
  const [given] = call.arguments;
  if (!given || !isPlain(bare(given)) || kindsOf(sync, given).has("open")) return [];
  const value = given.getText();
  const made = `${call.expression.getText()}(new Date(${value}).toISOString(), "UTC")`;
  if (isGuarded(sync, call, given)) return [{ node: call, text: made }];
  const guarded = `Number.isNaN(Date.parse(${value})) ? [] : ${made}`;
  const isWhole = ts.isPropertyAssignment(call.parent) || ts.isReturnStatement(call.parent);
  return [{ node: call, text: isWhole ? guarded : `(${guarded})` }];
}

function isPlain(node: ts.Expression): boolean {
  return ts.isIdentifier(node) || (ts.isPropertyAccessExpression(node) && isPlain(bare(node.expression)));
}
