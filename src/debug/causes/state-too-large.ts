import type { Cause, Sign } from "./cause.ts";
import { syncIn } from "./kit/code.ts";
import { diedUnheard, failedUnheard } from "./kit/ended.ts";
import { runOf, validateOf, weigh } from "./kit/weigh.ts";

const risky = 64 * 1024;
const refused = 256 * 1024;

/** Beyond 64 KB runs become unreliable, beyond 256 KB the state is refused; then runs fail without a line in their log. */
export const stateTooLarge: Cause = {
  id: "state-too-large",
  title: "The state is too large to be kept",
  look: (evidence) => {
    const sizes = evidence.pages.flatMap(({ state, at }) => (state ? [{ bytes: state.bytes, at }] : []));
    const largest = sizes.reduce((most, one) => (one.bytes > most.bytes ? one : most), { bytes: 0, at: 0 });
    const first = sizes[0];
    const isGrowing = sizes.length > 2 && first !== undefined && largest.bytes > 4 * first.bytes;
    const signs: Sign[] = [
      ...(largest.bytes > risky
        ? [{ text: `a state of ${Math.round(largest.bytes / 1024)} KB`, line: largest.at }]
        : []),
      ...(isGrowing && largest.bytes > risky / 8
        ? [{ text: `it grew from ${first.bytes} bytes page by page` }]
        : []),
    ];
    const place = syncIn(evidence)?.execute;
    return weigh(evidence, {
      heard:
        /\b(?:state|nextState|context|payload)\b[^.;]{0,40}\b(?:too (?:large|big|long)|exceeds?|over the limit|limit)\b|\bPayload Too Large\b/i,
      weight: 88,
      signs,
      signWeight: largest.bytes > refused ? 94 : largest.bytes > risky ? 84 : 55,
      rules: ["state-grows"],
      ruleWeight: diedUnheard(evidence) || failedUnheard(evidence) ? 66 : 30,
      fix: "Keep a cursor in the state, not the records or their ids",
      proof: [runOf(evidence, 5), validateOf("state-grows")],
      blind:
        largest.bytes > 0
          ? []
          : ["How large the state was; `create-sync run` prints its size after each page."],
      ...(place && { place }),
    });
  },
};
