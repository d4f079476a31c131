/** What kinds of trouble there are, by the last hazard of each in the catalogue of hazards (H01 to H54). */
const groups: readonly { last: number; title: string }[] = [
  { last: 10, title: "Times and cursors" },
  { last: 15, title: "What shows up late" },
  { last: 26, title: "Pages" },
  { last: 33, title: "Two syncs on one database" },
  { last: 37, title: "Deletes" },
  { last: 44, title: "Answers that fail" },
  { last: 48, title: "Odd records" },
  { last: 54, title: "State and platform" },
];
const rest = { title: "Everyday life", place: groups.length };

/** The group of a scenario, by the first hazard it names, and its place in a report. */
export function groupOf(hazards: readonly string[]): { title: string; place: number } {
  const number = hazards.map((hazard) => Number(/^H(\d{2})$/.exec(hazard)?.[1])).find(Number.isFinite);
  if (number === undefined) return rest;
  const place = groups.findIndex(({ last }) => number <= last);
  const group = groups[place];
  return group === undefined ? rest : { title: group.title, place };
}
