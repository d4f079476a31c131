import type { Cause } from "./cause.ts";
import { brokenOff, isTypeError, readsState } from "./kit/code.ts";
import { hearing, keyOf, runOf, simulateOf, weigh } from "./kit/weigh.ts";

/** After a deploy the first run begins with the state of the code before. */
export const stateShapeChanged: Cause = {
  id: "state-shape-changed",
  title: "The code meets a state that an earlier version of it wrote",
  look: (evidence) => {
    const hits = hearing(evidence, (heard) => {
      if (
        /\b(?:state|cursor)\b[^.;]{0,40}\b(?:version|shape|unexpected|unknown|invalid|malformed|corrupt)/i.test(
          heard.text,
        ) &&
        heard.error
      )
        return (
          !/page token|sync token/i.test(heard.text) &&
          heard.error.frames.length > 0 &&
          !/\b4\d\d\b/.test(heard.text)
        );
      if (!isTypeError(heard) && !/Invalid time value/.test(heard.text)) return false;
      return readsState(evidence, heard);
    });
    const [hit] = hits;
    const before = evidence.pages.filter(({ at }) => hit !== undefined && at < hit.at).length;
    return weigh(evidence, {
      heard: (heard) => hits.includes(heard),
      weight: hit && brokenOff(evidence, hit) !== undefined ? 86 : 70,
      signs: hit && before === 0 ? [{ text: "it is the first thing the run did" }] : [],
      rules: ["state-unversioned"],
      fix: `Give the state a version (v: 2), and take a state of another version for none. To get on at once: ntn workers sync state reset ${keyOf(evidence)} (needs the ntn from ntn.dev)`,
      proof: [runOf(evidence), simulateOf(evidence, "state-of-an-older-version")],
      blind: ["The state the run began with: the log does not print it."],
    });
  },
};
