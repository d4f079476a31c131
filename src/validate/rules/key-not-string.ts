import { ts } from "ts-morph";
import { bare } from "../code/syntax.ts";
import type { SyncFacts, Upsert } from "../facts/types.ts";
import { kindsOf } from "./kit/kinds.ts";
import { isRawField, isUpstream } from "./kit/records.ts";
import type { Fault, Rule } from "./rule.ts";

/** A row's key that is a number, or that nothing makes a text. */
export const keyNotString: Rule = {
  id: "key-not-string",
  severity: "error",
  hazards: ["H45"],
  title: "A row's key is no text",
  check: ({ syncs }) =>
    syncs.flatMap((sync) => [
      ...sync.upserts.flatMap((upsert) => checkKey(sync, upsert.key)),
      ...sync.deletes.flatMap((node) => checkKey(sync, sync.flow.members(node, "key")[0])),
    ]),
};

function checkKey(sync: SyncFacts, key: Upsert["key"]): Fault[] {
  if (!key || !ts.isExpression(key)) return [];
  const kinds = kindsOf(sync, key);
  const isNumber = kinds.has("number");
  const isOpen = kinds.has("open") && sync.flow.origins(key).some((origin) => isRawField(origin));
  if (!isNumber && !(isOpen && isUpstream(sync, key))) return [];
  // In a shorthand, `{ key }`, there is no value to wrap.
  const isShorthand = ts.isShorthandPropertyAssignment(key.parent);
  return [
    {
      at: key,
      sync,
      severity: isNumber ? "error" : "info",
      message: isNumber
        ? 'The key is a number, and keys are texts: 17 and "17" are two keys. Rows are written twice, and a later delete or relation does not find them.'
        : "Nothing makes this key a text. If the API sends it as a number, rows are written twice, and a later delete or relation does not find them; does it?",
      fix: "Write `String(…)` around it, in the key and in the property of the primary key.",
      ...(isNumber && !isShorthand && { edits: [{ node: key, text: `String(${bare(key).getText()})` }] }),
    },
  ];
}
