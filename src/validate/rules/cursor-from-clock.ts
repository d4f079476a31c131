import { isClock } from "../facts/clock.ts";
import { stateFields } from "../facts/state.ts";
import type { SyncFacts } from "../facts/types.ts";
import type { Fault, Rule } from "./rule.ts";
import { comesFromAnswer } from "./kit/answers.ts";
import { savedAtEnd } from "./kit/saved.ts";

/** A delta that goes on from the worker's own clock. */
export const cursorFromClock: Rule = {
  id: "cursor-from-clock",
  severity: "error",
  hazards: ["H06", "H07"],
  title: "The cursor is the worker's clock",
  check: ({ syncs }) => syncs.filter(({ mode }) => mode === "incremental").flatMap(checkSync),
};

function checkSync(sync: SyncFacts): Fault[] {
  const asked = sync.requests.flatMap(({ call }) =>
    call.arguments.flatMap((each) => [...sync.flow.feeds(each)]),
  );
  return [...stateFields(sync, asked).keys()].flatMap((field) => {
    const saved = savedAtEnd(sync, field);
    const made = saved.map((node) => [...sync.flow.feeds(node)]);
    const clock = made.flat().find(isClock);
    // A first state may well start at the clock; what decides is whether any cycle takes the time from an answer.
    if (!clock || made.flat().some((node) => comesFromAnswer(sync, node))) return [];
    return [
      {
        at: clock,
        sync,
        message: `The next cycle asks for changes since this machine's time (\`${field}\`). What the API shows late, or stamps by a clock that is behind, is never read.`,
        fix: "Save the newest change time that the records themselves carry, keep the old one when a page has none, and ask again from some minutes before it.",
      },
    ];
  });
}
