import type { Cause } from "./cause.ts";
import { isInMapper } from "./kit/code.ts";
import { statusOf } from "./kit/status.ts";
import { hearing, runOf, simulateOf, weigh } from "./kit/weigh.ts";
import { networkCode, networkWords } from "./kit/words.ts";

/** No answer at all: name, address, certificate or a connection that broke. */
export const networkUnreachable: Cause = {
  id: "network-unreachable",
  title: "The API could not be reached",
  look: (evidence) => {
    const hits = hearing(
      evidence,
      (heard) =>
        networkCode.test(heard.text) || (networkWords.test(heard.text) && statusOf(heard) === undefined),
    );
    const [hit] = hits;
    const isUnset = /\bundefined\b/.test(hit?.text ?? "");
    const said = hit?.text ?? "";
    const fix = /CERT|certificate|SSL|TLS|SELF_SIGNED|UNABLE_TO/i.test(said)
      ? "The certificate of that host is not accepted: renew it there, or use the address it was made for"
      : /ENOTFOUND|EAI_|getaddrinfo|Invalid URL|parse URL/.test(said)
        ? "Look at the address: a setting that is empty or mistyped makes a host that does not exist"
        : "Look whether the host answers from outside of your own network; if it does, wait: Notion tries again with the same state";
    return weigh(evidence, {
      heard: (heard) => hits.includes(heard),
      weight: isUnset ? 70 : 88,
      against:
        hit && isInMapper(evidence, hit) && !networkCode.test(hit.text)
          ? [{ text: "it came up while one record was mapped" }]
          : [],
      fix,
      proof: [runOf(evidence), simulateOf(evidence, "connection-reset")],
      blind: ["Whether Notion's machines can reach the host: this one is another network."],
    });
  },
};
