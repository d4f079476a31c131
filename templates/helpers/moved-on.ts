/** The next position. Throws if it is the one we are at: the API would serve the same page for ever. */
export function movedOn<Position>(at: Position | undefined, next: Position): Position {
  if (JSON.stringify(at) === JSON.stringify(next))
    throw new Error("The API gave the same page twice; its paging parameter has no effect");
  return next;
}
