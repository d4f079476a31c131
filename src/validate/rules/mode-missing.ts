import { ts } from "ts-morph";
import { nameOf } from "../code/syntax.ts";
import type { SyncFacts } from "../facts/types.ts";
import { lacks } from "./kit/settings.ts";
import type { Edit, Fault, Rule } from "./rule.ts";

/** A sync that leaves it to Notion what becomes of the rows it did not see. */
export const modeMissing: Rule = {
  id: "mode-missing",
  severity: "warn",
  hazards: ["SDK"],
  title: "The sync does not say its mode",
  check: ({ syncs }) => syncs.filter((sync) => sync.mode === undefined && lacks(sync, "mode")).map(checkSync),
};

function checkSync(sync: SyncFacts): Fault {
  const isDelta = looksLikeDelta(sync);
  const edits = isDelta || !isPlainReplace(sync) ? [] : addMode(sync);
  return {
    at: sync.keyNode,
    sync,
    severity: isDelta ? "error" : "warn",
    message: isDelta
      ? "Without a mode, Notion takes a sync for a replace: when a cycle ends, it removes every row the cycle did not write. This one reads like a delta, whose cycles write only what changed."
      : "Without a mode, Notion takes a sync for a replace and removes, when a cycle ends, every row the cycle did not write. Nothing in the code says that this is meant.",
    fix: isDelta
      ? 'Write `mode: "incremental"`, or `mode: "replace"` if every cycle reads all records.'
      : 'Write `mode: "replace"`, or `mode: "incremental"` if a cycle reads only what changed.',
    ...(edits.length > 0 && { edits }),
  };
}

function looksLikeDelta({ deletes, envelopes, partners }: SyncFacts): boolean {
  const keepsPlace = envelopes.some(({ hasMore, nextState }) => hasMore === "false" && nextState === "given");
  return deletes.length > 0 || keepsPlace || partners.length > 0;
}

/** Whether no way out of it may keep a place for the next cycle. */
function isPlainReplace({ isWhole, envelopes }: SyncFacts): boolean {
  return isWhole && envelopes.every(({ hasMore, nextState }) => hasMore === "true" || nextState !== "given");
}

function addMode({ config }: SyncFacts): Edit[] {
  if (!config || !ts.isObjectLiteralExpression(config)) return [];
  const database = config.properties.find((one) => one.name && nameOf(one.name) === "database");
  if (!database) return [];
  const source = database.getSourceFile();
  const { character } = ts.getLineAndCharacterOfPosition(source, database.getStart());
  const before = source.text.slice(database.getStart() - character, database.getStart());
  const gap = before.trim() === "" ? `\n${before}` : " ";
  return [{ node: database, text: `${database.getText()},${gap}mode: "replace"` }];
}
