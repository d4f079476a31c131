import { ts } from "ts-morph";
import type { Envelope, SyncFacts } from "../facts/types.ts";
import { isFilledLater, isUnmoved, isWithoutChanges, readsState } from "./kit/saved.ts";
import type { Path } from "./kit/places.ts";
import { stuckPlace } from "./kit/stuck.ts";
import type { Fault, Rule } from "./rule.ts";

/** A page after which the same page is asked for again. */
export const noProgress: Rule = {
  id: "no-progress",
  severity: "error",
  hazards: ["H20", "H51"],
  title: "The next call reads the same page again",
  check: ({ syncs }) => syncs.flatMap((sync) => sync.envelopes.flatMap((each) => checkEnvelope(sync, each))),
};

const fix =
  "Return the next page's place in `nextState` whenever `hasMore` is true, and read it from the state at the start of `execute`.";

function checkEnvelope(sync: SyncFacts, envelope: Envelope): Fault[] {
  const { hasMore, nextState, nextStateNodes, node } = envelope;
  if (isFilledLater(sync, envelope)) return [];
  const mayGoOn = hasMore === "true" || (hasMore === "either" && envelope.hasMoreNodes.length > 0);
  if (mayGoOn && nextState === "absent") {
    const message =
      "`hasMore` sends Notion for another page, but nothing says which: without a `nextState` the next call begins where this one did, for ever.";
    return [{ at: node, sync, message, fix }];
  }
  if (hasMore === "false" && sync.mode !== "incremental") return [];
  if (nextStateNodes.length === 0 || isWithoutChanges(sync, envelope)) return [];
  if (mayGoOn && !readsState(sync)) {
    const message =
      "`hasMore` and `nextState` ask for another page, but `execute` takes no state: each call reads the first page.";
    return [{ at: node, sync, message, fix }];
  }
  const stuck = hasMore === "true" ? stuckPlace(sync, envelope) : undefined;
  if (stuck) return [{ at: stuck.at, sync, message: stuckMessage(stuck.path), fix }];
  if (nextState !== "given" || !nextStateNodes.every((each) => isUnmoved(sync, each))) return [];
  if (hasMore === "true") {
    const message =
      "The state that is saved is the one that came in: the next call reads this page again, and so on for ever.";
    return [{ at: placeOf(envelope), sync, message, fix }];
  }
  if (hasMore !== "false") return [];
  return [
    {
      at: placeOf(envelope),
      sync,
      severity: "warn",
      message:
        "The cycle ends with the state it began with. The next one asks for the same changes again, and more of them each time.",
      fix: "Save the newest change time among the records, or the token of the last page.",
    },
  ];
}

const stuckMessage = (path: Path): string =>
  `\`${path.join(".")}\`, by which a page is asked for, is saved as it came in, and nothing ever moves it: the next call reads this page again, and so on for ever.`;

function placeOf({ node }: Envelope): ts.Node {
  const written = node.properties.find((property) => property.name?.getText() === "nextState");
  return written ?? node;
}
