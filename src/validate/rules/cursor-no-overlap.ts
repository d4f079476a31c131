import { ts } from "ts-morph";
import { stateFields } from "../facts/state.ts";
import type { SyncFacts } from "../facts/types.ts";
import { askedFields, askedTexts } from "./kit/asked.ts";
import { isOtherSubtraction, isRecordTime, isSubtraction, isZero } from "./kit/times.ts";
import { savedAtEnd } from "./kit/saved.ts";
import { askedUnchanged } from "./kit/unchanged.ts";
import type { Fault, Rule } from "./rule.ts";

/** A delta that asks from the newest time it saw, and not from some time before. */
export const cursorNoOverlap: Rule = {
  id: "cursor-no-overlap",
  severity: "warn",
  hazards: ["H01", "H11", "H13"],
  title: "A cycle begins exactly at the newest time of the one before",
  check: ({ syncs }) => syncs.filter(({ mode }) => mode === "incremental").flatMap(checkSync),
};

function checkSync(sync: SyncFacts): Fault[] {
  // A database subtracts in its own language.
  if (askedTexts(sync).some(({ text }) => /\binterval\b|date_?(add|sub)|make_interval/i.test(text)))
    return [];
  return [...askedFields(sync)].flatMap(([field, read]) => {
    const saved = savedAtEnd(sync, field).flatMap((node) => [...sync.flow.feeds(node, isTimeOfRecord)]);
    const time = saved.find(isTimeOfRecord);
    if (!time || saved.some((node) => isRealSubtraction(sync, node))) return [];
    if (!stateFields(sync, askedUnchanged(sync)).has(field)) return [];
    return [
      {
        at: read,
        sync,
        message: `The next cycle asks from exactly the newest time it saw (\`${field}\`). A change that the API shows late, or with the same time as the last one, is never read.`,
        fix: "Ask from some minutes before it: `new Date(Date.parse(saved) - 10 * 60_000).toISOString()`. Rows that come twice change nothing.",
      },
    ];
  });
}

/** As `isRecordTime`, by whatever was done at that time: what the next cycle asks from is no date of birth. */
function isTimeOfRecord(node: ts.Node): boolean {
  if (isRecordTime(node)) return true;
  const isName = ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent);
  const name = ts.isPropertyAccessExpression(node)
    ? node.name.text
    : isName
      ? (node.propertyName ?? node.name).getText()
      : "";
  return (
    /(_at|[a-z]At)$/.test(name) && !/^(served|asked|read|fetched|generated|requested|expires)/.test(name)
  );
}

function isRealSubtraction(sync: SyncFacts, node: ts.Node): boolean {
  if (!isSubtraction(node)) return isOtherSubtraction(node);
  // One number less than another is a place in a text or a list.
  if (sync.flow.origins(node.left).every(ts.isNumericLiteral)) return false;
  // Two times are compared so, as a sort does.
  return !isZero(sync.flow, node.right) && ![...sync.flow.feeds(node.right)].some(isRecordTime);
}
