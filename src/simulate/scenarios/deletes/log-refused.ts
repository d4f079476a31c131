import type { Scenario } from "../../types.ts";
import { checkRows, createSome, editOne, pollMs, removeOne } from "../common/acts.ts";
import { refusal } from "../common/faults.ts";
import { hasLog, spoilLog } from "../common/log-entries.ts";

export const logRefused: Scenario = {
  name: "log-refused",
  title: "The credential loses the right to read the log of deletions, while everything else can be read.",
  hazards: ["H15", "H34", "H39"],
  applies: hasLog,
  play: async (stage) => {
    spoilLog(stage, refusal(403));
    removeOne(stage);
    await stage.wait(2 * pollMs(stage.subject));
    const created = createSome(stage, 3);
    editOne(stage);
    // Who tries again and again waits longer each time.
    await stage.wait(6 * pollMs(stage.subject));
    checkRows(stage, "While the log was refused", created);
  },
  failsLoudly: {
    message: /403.*\b(log|deleted|deletions)\b/is,
    because: "nobody can tell a log that is kept from the credential from one without deletions",
    remedy: ({ upstream }) => void (upstream.knobs.fault = undefined),
  },
};
