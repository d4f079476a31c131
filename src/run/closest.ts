/** The name most like the one given, for "did you mean"; undefined when none is near (a third of its letters). */
export function findClosest(name: string, names: Iterable<string>): string | undefined {
  const wanted = name.slice(0, 100).toLowerCase();
  let best: { name: string; distance: number } | undefined;
  for (const candidate of names) {
    const distance = editDistance(wanted, candidate.slice(0, 100).toLowerCase());
    if (distance < (best?.distance ?? Infinity)) best = { name: candidate, distance };
  }
  return best && best.distance <= Math.max(2, Math.floor(wanted.length / 3)) ? best.name : undefined;
}

function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= other.length; column += 1) {
      const [left, above, corner] = [next[column - 1], row[column], row[column - 1]] as [
        number,
        number,
        number,
      ];
      next.push(Math.min(left + 1, above + 1, corner + (letter === other[column - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
