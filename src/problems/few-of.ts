// So many names tell what names look like.
const mostNames = 12;

/** Names in one line, for a message; of many only the first, and `rest` says where all of them are. */
export function fewOf(names: readonly string[], rest: string): string {
  if (names.length === 0) return "none";
  if (names.length <= mostNames) return names.join(", ");
  return `${names.slice(0, mostNames).join(", ")} and ${names.length - mostNames} more, ${rest}`;
}
