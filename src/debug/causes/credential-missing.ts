import type { Cause } from "./cause.ts";
import { brokenOff } from "./kit/code.ts";
import { missingNames, missingWords } from "./kit/missing.ts";
import { hearing, runOf, weigh } from "./kit/weigh.ts";

/** A variable the code needs is nowhere: not where it ran, and not in `.env` either. */
export const credentialMissing: Cause = {
  id: "credential-missing",
  title: "A variable the code needs is not set where it ran",
  look: (evidence) => {
    const hits = hearing(
      evidence,
      (heard) => missingWords(heard) || /^process\.env\b/.test(brokenOff(evidence, heard) ?? ""),
    );
    const names = missingNames(hits);
    const known = names.filter((name) => evidence.project?.env.includes(name));
    const clients = names.filter((name) => /CLIENT/.test(name));
    return weigh(evidence, {
      heard: (heard) => hits.includes(heard),
      weight: 84,
      against: [
        ...known.map((name) => ({ text: `.env of this project has ${name}` })),
        ...clients.map((name) => ({ text: `${name} belongs to an OAuth app, not to a token` })),
      ],
      rules: ["secret-unchecked", "secret-default"],
      fix: `Put ${names[0] ?? "the variable"}=… into .env, then: ntn workers env push`,
      proof: [runOf(evidence), "ntn workers env list"],
      blind: ["Which variables the deployed worker has; `ntn workers env list` names them."],
    });
  },
};
