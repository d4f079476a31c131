/** One word of a command line that people copy: in quotes where a shell would read more into it. */
export function shellWord(text: string): string {
  return /^[\w./:@=+,%-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
