import type { Cause } from "./cause.ts";
import { hearing, keyOf, weigh } from "./kit/weigh.ts";
import { missingWords } from "./kit/missing.ts";

const modules =
  /ERR_MODULE_NOT_FOUND|MODULE_NOT_FOUND|Cannot find (?:module|package)|ERR_UNSUPPORTED_DIR_IMPORT|ERR_PACKAGE_PATH_NOT_EXPORTED|does not provide an export named|ERR_REQUIRE_ESM|Cannot use import statement|Transform failed|TransformError|Unexpected (?:identifier|reserved word)|ERR_UNKNOWN_FILE_EXTENSION|top-level await/i;
const others =
  /Invalid schedule|Schedule interval|already registered|Pacer "|reading 'run'|not a function|Capability "/;

// What a module does while it is loaded has no function around it, whatever it calls.
const isAtTop = (inside = ""): boolean => inside === "" || /anonymous/.test(inside);

/** The worker's file fails while it is loaded: none of its syncs can run. */
export const importFailed: Cause = {
  id: "import-failed",
  title: "The worker fails while it is loaded",
  look: (evidence) => {
    const hits = hearing(evidence, (heard) => {
      const { text, error, run } = heard;
      if (modules.test(text))
        return (
          (error?.kind === "raw" || /Cannot find (?:module|package)/.test(text)) &&
          error !== undefined &&
          !/@notionhq\/workers['"]? does not provide/.test(text)
        );
      const isAtImport = error?.kind === "raw" && run.pageCount === 0 && error.frames.length > 0;
      return isAtImport && isAtTop(error.frames.at(-1)?.inside) && !others.test(text) && !missingWords(heard);
    });
    const isUnexported =
      [...(evidence.code?.files.get("src/index.ts") ?? [])].every(
        (line) => !/\bexport\b.*\bdefault\b/.test(line),
      ) && evidence.code !== undefined;
    const noRun = isUnexported ? hearing(evidence, /reading 'run'|\.run is not a function/) : [];
    const isModule = hits.some(({ text }) => modules.test(text));
    const isSdk = hits.some(
      ({ text }) => /@notionhq\/workers/.test(text) && /provide an export|not exported/.test(text),
    );
    return weigh(evidence, {
      heard: (heard) => hits.includes(heard) || noRun.includes(heard),
      weight: isModule || noRun.length > 0 ? 94 : 72,
      isProven: isModule && !isSdk && noRun.length === 0,
      signs: noRun.length > 0 ? [{ text: "src/index.ts has no default export" }] : [],
      against: isSdk ? [{ text: "what is missing belongs to another version of the SDK" }] : [],
      fix: isModule
        ? "npm install what package.json lacks; a file of your own is imported by its name with .js, and has to be in git to be deployed"
        : "Move what can fail from the top of the file into execute, or mend the line",
      proof: [`create-sync run ${keyOf(evidence)}`, "create-sync inspect"],
      blind: ["Whether the file was part of the deploy: only what git lists travels."],
    });
  },
};
