import type { Cause } from "./cause.ts";
import { syncIn } from "./kit/code.ts";
import { hearing, keyOf, validateOf, weigh } from "./kit/weigh.ts";

/** Without a mode Notion takes "replace": a delta then removes every row that did not change. */
export const modeOmitted: Cause = {
  id: "mode-omitted",
  title: "A delta has no mode, so Notion treats it as replace and removes what did not change",
  look: (evidence) => {
    const sync = syncIn(evidence) ?? evidence.code?.syncs.find(({ mode }) => mode === undefined);
    if (!sync || sync.mode !== undefined) return undefined;
    const isDelta = evidence.pages.some(
      ({ state, hasMore, deletes }) => deletes > 0 || (!hasMore && state !== undefined),
    );
    const isVanished = evidence.symptom === "vanished" || evidence.symptom === "missing";
    const hasErrors = hearing(evidence, ({ error }) => error !== undefined).length > 0;
    return weigh(evidence, {
      signs: [
        { text: `${sync.key} is registered without a mode`, place: sync.place },
        ...(isDelta ? [{ text: "it ends its cycles with a cursor, as a delta does" }] : []),
      ],
      signWeight: (isDelta ? 74 : 46) + (isVanished ? 20 : 0) - (hasErrors ? 30 : 0),
      rules: ["mode-missing"],
      fix: `Write mode: "incremental". At once: ntn workers capabilities disable ${keyOf(evidence)}`,
      proof: [validateOf("mode-missing")],
      blind: ["Which rows are gone already; the next full walk brings them back."],
      place: sync.place,
    });
  },
};
