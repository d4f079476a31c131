// They are read within one call, which must not run for minutes.
const mostInOneCall = 10;

/** All records of a short list, page after page to its end. Throws if it has none, so that half of it is never taken for all. */
export async function allPages<Row, Position>(
  read: (
    at: Position | undefined,
  ) => Promise<{ records: Row[]; next?: Position | undefined; refused?: string | undefined }>,
): Promise<Row[]> {
  const records: Row[] = [];
  let at: Position | undefined;
  for (let pages = 0; pages < mostInOneCall; pages += 1) {
    const page = await read(at);
    if (page.refused !== undefined) throw new Error(page.refused);
    records.push(...page.records);
    if (page.next === undefined) return records;
    at = page.next;
  }
  throw new Error(`A list of a few records did not end after ${mostInOneCall} pages`);
}
