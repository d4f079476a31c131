/** A value that becomes part of a query's text; one that could end the text it stands in is refused. */
export function bare(value: string | number): string {
  const text = String(value);
  if (/^[\w.:+ -]+$/.test(text)) return text;
  throw new Error(
    `The API gave a place to go on from that cannot stand in a query: ${text.length} characters`,
  );
}
