import type { Rule } from "./rule.ts";

/** Rows whose page is written anew with each upsert. */
export const pageContentOverwrites: Rule = {
  id: "page-content-overwrites",
  severity: "info",
  hazards: ["SDK"],
  title: "A sync writes the bodies of pages",
  check: ({ syncs }) =>
    syncs.flatMap((sync) =>
      sync.upserts.flatMap(({ node }) => {
        const [content] = sync.flow.members(node, "pageContentMarkdown");
        if (!content) return [];
        return [
          {
            at: content,
            sync,
            message:
              "Each time a row is written, its page's whole body is replaced, with everything people added to it. Is nobody meant to write there?",
            fix: "Where people take notes on these pages, leave `pageContentMarkdown` out and put the text into a property.",
          },
        ];
      }),
    ),
};
