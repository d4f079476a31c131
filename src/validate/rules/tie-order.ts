import { savedIn } from "../facts/state.ts";
import type { SyncFacts } from "../facts/types.ts";
import { askedFields, askedTexts, askedWith } from "./kit/asked.ts";
import { isOtherSubtraction, isRecordTime, isSubtraction } from "./kit/times.ts";
import type { Fault, Rule } from "./rule.ts";

/** Paging by time alone: what shares the last record's time is passed by. */
export const tieOrder: Rule = {
  id: "tie-order",
  severity: "warn",
  hazards: ["H01", "H02"],
  title: "Records with the same time as the last one are passed by",
  check: ({ syncs }) => syncs.flatMap(checkSync),
};

// `updated_at > `, `updatedAt: { gt: …`, `"updated_at": {"$gt": …`, `updated_at[gt]`.
const strict =
  /\b\w*(updat|modif|chang|creat)\w*["'`\]]?\s*(>(?!=)|[:=]\s*\{\s*["']?[_$]?(gt|greater_?than|after)["']?\s*:|\[_?gt\]|\s+gt\s)/i;
const tie = /\b\w*id["'`]?\s*(>|[:=]\s*\{\s*["']?[_$]?gte?\b|\[_?gte?\]|\s+gt\s)|\bOR\b|\$or\b|\b_or\b|>=/i;

function checkSync(sync: SyncFacts): Fault[] {
  const texts = askedTexts(sync);
  const query = texts.find(({ text }) => strict.test(text));
  if (!query || texts.some(({ text }) => tie.test(text) && (text === query.text || /\bid\b/i.test(text))))
    return [];
  if ([...askedWith(sync)].some((node) => isSubtraction(node) || isOtherSubtraction(node))) return [];
  const times = [...askedFields(sync).keys()].filter((field) => {
    const feeds = savedIn(
      sync,
      field,
      sync.envelopes.filter(({ hasMore }) => hasMore !== "false"),
    ).flatMap((node) => [...sync.flow.feeds(node)]);
    return feeds.some(isRecordTime) && !feeds.some((node) => isSubtraction(node) || isOtherSubtraction(node));
  });
  const others = [...askedFields(sync).keys()].filter((field) => !times.includes(field));
  if (times.length === 0 || others.length > 0) return [];
  return [
    {
      at: query.node,
      sync,
      message:
        "The next page begins after the last record's time. Others with the very same time, as after a bulk edit or where times have whole seconds, are not on it, and are never read.",
      fix: "Page by time and id together, `(updated_at > t OR (updated_at = t AND id > last))` in the order `updated_at, id`, or use `>=` with an overlap.",
    },
  ];
}
