import { isPaced } from "../facts/pacing.ts";
import type { Fault, Rule } from "./rule.ts";

/** A request that no wait for a pacer comes before. */
export const unpacedRequest: Rule = {
  id: "unpaced-request",
  severity: "warn",
  hazards: ["H38"],
  title: "A request does not wait for a pacer",
  check: ({ syncs, pacers }) =>
    syncs.flatMap((sync) =>
      sync.requests
        .filter(({ call }) => !isPaced(sync, call))
        .map(({ call }): Fault => ({
          at: call,
          sync,
          message:
            "This request does not wait for a pacer. Notion runs syncs side by side, and the API answers 429 to all of them when together they go faster than it allows.",
          fix:
            pacers.length > 0
              ? "Put `await <pacer>.wait()` right before it, in the same loop if it is repeated."
              : 'Declare `const api = worker.pacer("api", { allowedRequests, intervalMs })` above the sync, and put `await api.wait()` right before the request.',
        })),
    ),
};
