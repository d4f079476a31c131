import { inlineYaml } from "../plan/inline.ts";
import { wrapText } from "../source/wrap.ts";
import { shown } from "./json.ts";
import type { Guess } from "./types.ts";

/** How sure a guess is and why, with what else it could be, as the text of a comment. */
export function sayGuess({ confidence, reason, alternatives }: Guess): string {
  const others = alternatives.map((each) => shown(typeof each === "string" ? each : inlineYaml(each)));
  return `Found (${confidence}): ${reason}.${others.length > 0 ? ` Also possible: ${others.join(", ")}.` : ""}`;
}

/** Text as comment lines of at most 100 characters. */
export function wrapAll(...texts: readonly string[]): string[] {
  return texts.flatMap((text) => wrapText(text, 100));
}
