import type { Evidence, Heard } from "../evidence.ts";
import type { Cause } from "./cause.ts";
import { brokenOff, isTypeError, readsState } from "./kit/code.ts";
import { statusOf } from "./kit/status.ts";
import { hearing, keyOf, runOf, simulateOf, weigh } from "./kit/weigh.ts";

const aboutState =
  /\b(?:state|phase|step|stage|checkpoint)\b[^.;]{0,40}\b(?:version|shape|unexpected|unknown|unsupported|invalid|malformed|corrupt|missing)\b|\b(?:unexpected|unknown|unsupported|invalid|malformed|corrupt|old) (?:\w+ )?(?:state|phase|step|stage|checkpoint)\b/i;
// What a field that is not there becomes in an address.
const sentNothing = /\b(?:undefined|NaN|\[object Object\])/;
const method = /\.(?:getTime|toISOString|has|add|get|set|keys|values|entries)\b.* is not a function/;

/** After a deploy the first run begins with the state of the code before. */
export const stateShapeChanged: Cause = {
  id: "state-shape-changed",
  title: "The code meets a state that an earlier version of it wrote",
  look: (evidence) => {
    const hits = hearing(evidence, (heard) => fits(evidence, heard));
    const [hit] = hits;
    const before = evidence.pages.filter(({ at }) => hit !== undefined && at < hit.at).length;
    const isKnown =
      hit !== undefined && (brokenOff(evidence, hit) !== undefined || aboutState.test(hit.text));
    return weigh(evidence, {
      heard: (heard) => hits.includes(heard),
      weight: isKnown ? 86 : 70,
      signs: hit && before === 0 ? [{ text: "it is the first thing the run did" }] : [],
      against:
        hit && method.test(hit.text) ? [{ text: "a method is missing, as of what was no plain value" }] : [],
      rules: ["state-unversioned"],
      fix: `Give the state a version (v: 2), and take a state of another version for none. To get on at once: ntn workers sync state reset ${keyOf(evidence)} (needs the ntn from ntn.dev)`,
      proof: [runOf(evidence), simulateOf(evidence, "state-of-an-older-version")],
      blind: ["The state the run began with: the log does not print it."],
    });
  },
};

function fits(evidence: Evidence, heard: Heard): boolean {
  const { error, text } = heard;
  if (error?.kind !== "generic") return false;
  const status = statusOf(heard);
  if (status !== undefined) return status === 400 && sentNothing.test(text) && !/token|bearer/i.test(text);
  if (aboutState.test(text)) return true;
  return (isTypeError(heard) || /Invalid time value/.test(text)) && readsState(evidence, heard);
}
