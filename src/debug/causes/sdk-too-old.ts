import type { Cause } from "./cause.ts";
import { hearing, weigh } from "./kit/weigh.ts";

const calls =
  /\bworker\.(?:credential|webhook|xldb|workflow|automation)\b.{0,20}is not a function|\.(?:credential|imageCover) is not a function|\bBuilder\.\w+\b.{0,20}is not a function|\bSchema\.\w+\b.{0,20}is not a function|\bRateLimitError is not a constructor\b|\bimport_workers\w*\.\w+\)? is not a\b|\bworker\w*\.\w+ is not a function/;
const names =
  /@notionhq\/workers(?:\/\w+)?['"]? does not provide an export named|@notionhq\/workers[^'"]*['"]? (?:has no|is not) export/;

/** The installed SDK is older than what the code uses of it. */
export const sdkTooOld: Cause = {
  id: "sdk-too-old",
  title: "The SDK is older than what the code uses of it",
  look: (evidence) => {
    const hits = hearing(
      evidence,
      ({ text, error }) =>
        error !== undefined &&
        (calls.test(text) ||
          names.test(text) ||
          (/ERR_PACKAGE_PATH_NOT_EXPORTED/.test(text) && /@notionhq\/workers/.test(text))),
    );
    const sdk = evidence.project?.sdk;
    return weigh(evidence, {
      heard: (heard) => hits.includes(heard),
      weight: 96,
      signs:
        sdk !== undefined && hits.length > 0 ? [{ text: `@notionhq/workers ${sdk} is installed here` }] : [],
      fix: "npm install @notionhq/workers@latest, then npm run check and deploy; worker.credential and image covers need 0.8.11, RateLimitError 0.4.0",
      proof: ["create-sync inspect", "npm ls @notionhq/workers"],
      blind: ["Which version the deployed worker was built with."],
    });
  },
};
