import type { Cause } from "./cause.ts";
import { missingNames, missingWords } from "./kit/missing.ts";
import { hasStatus } from "./kit/status.ts";
import { hearing, runOf, weigh } from "./kit/weigh.ts";

/** `.env` has it, the deployed worker does not: nobody ran `ntn workers env push` since. */
export const secretsNotPushed: Cause = {
  id: "secrets-not-pushed",
  title: "A secret is in .env but was not pushed to Notion",
  look: (evidence) => {
    const { pushed } = evidence.platform;
    const env = evidence.project?.env ?? [];
    const reads = evidence.code?.reads ?? [];
    const said = hearing(evidence, missingWords);
    const named = missingNames(said).filter((name) => env.includes(name));
    const behind = pushed ? env.filter((name) => reads.includes(name) && !pushed.includes(name)) : [];
    const isRefused =
      hearing(
        evidence,
        hasStatus((status) => status === 401 || status === 403),
      ).length > 0;
    const names = [...new Set([...named, ...behind])];
    if (names.length === 0 && !isRefused) return undefined;
    return weigh(evidence, {
      heard: (heard) =>
        (said.includes(heard) && names.length > 0) ||
        (isRefused && hasStatus((status) => status === 401)(heard)),
      weight: names.length > 0 ? 90 : env.length > 0 ? 60 : 25,
      signs: names.map((name) => ({
        text: behind.includes(name)
          ? `.env has ${name}, and the deployed worker has no variable of that name`
          : `.env has ${name}, so it is known here`,
      })),
      signWeight: behind.length > 0 ? 60 : 0,
      against: names.filter((name) => pushed?.includes(name)).map((name) => ({ text: `${name} was pushed` })),
      fix: "ntn workers env push",
      proof: ["ntn workers env list", runOf(evidence)],
      blind: pushed ? [] : ["Which value the deployed worker has: `ntn workers env list` tells names only."],
    });
  },
};
