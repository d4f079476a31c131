import { marked, type Mark } from "./marked.js";
import { refusal } from "./refusal.js";

/** The place to go on at; a refusal if it was passed before, because the API would serve the same pages for ever. */
export function movedOn<Position>(
  at: Position | undefined,
  next: Position,
  before: Mark<Position> | undefined,
): { at: Position; mark: Mark<Position> } | { refused: { because: string; at: number } } {
  const mark = marked(before, at, next);
  if (mark) return { at: next, mark };
  return { refused: refusal("The API gave the same page twice. Nothing is lost; the next run begins anew.") };
}
