/** The next page's token; undefined, which ends the list, if there is none or an empty page names itself. */
export function tokenAfter(
  at: string | undefined,
  records: readonly unknown[],
  token: string | undefined,
): string | undefined {
  return records.length === 0 && token === at ? undefined : token;
}
