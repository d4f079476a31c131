import type { Style } from "./types.ts";

/** How Notion's worker template is written; what a file says nothing about falls back to it. */
export const defaultStyle: Style = {
  indent: "tab",
  quote: "double",
  semicolons: true,
  trailingCommas: true,
  newline: "\n",
  bom: false,
  printWidth: 100,
};
