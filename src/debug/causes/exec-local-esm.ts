import type { Cause } from "./cause.ts";
import { hearing, runOf, weigh } from "./kit/weigh.ts";

/** ntn 0.4.0 unwraps the worker twice, which in a package of ES modules finds nothing. */
export const execLocalEsm: Cause = {
  id: "exec-local-esm",
  title: "`ntn workers exec <key> --local` cannot run an ES-module worker; the code may be fine",
  look: (evidence) => {
    const hits = hearing(
      evidence,
      /Cannot read properties of undefined \(reading 'run'\)|Local execution failed/,
    );
    const isExact = hits.some(({ text }) => /reading 'run'/.test(text));
    const isOfNtn = hits.some(({ text }) => /Local execution failed/.test(text));
    return weigh(evidence, {
      heard: (heard) => hits.includes(heard),
      weight: isExact && isOfNtn ? 98 : isExact ? 80 : 60,
      isProven: isExact && isOfNtn && evidence.project?.moduleType !== "commonjs",
      signs: evidence.project?.moduleType === "module" ? [{ text: 'package.json has "type": "module"' }] : [],
      against: evidence.project?.moduleType === "commonjs" ? [{ text: "this package is CommonJS" }] : [],
      fix: `Run it with create-sync instead, which gives the state its envelope, too: ${runOf(evidence)}`,
      proof: [runOf(evidence)],
      blind: ["Whether the sync itself works: that command did not get to it."],
    });
  },
};
