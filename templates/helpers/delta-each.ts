import { resumeEach, unreadable, type Partitioned, type ReadPartition } from "./partitioned.js";

/**
 * Reads what changed in one partition after the other, each from its own position. One that cannot be read must not
 * keep the others from being current, so it is told of when they are done: then the next call fails.
 */
export async function deltaEach<Change, State extends { refused?: { because: string } }>(
  given: Partitioned<State> | null | undefined,
  partitions: readonly string[],
  { key, list }: { key: string; list: string },
  read: ReadPartition<Change, State>,
) {
  const { of, done, trouble } = resumeEach(given, partitions);
  const changes: Change[] = [];
  const partition = partitions.find((each) => !done.includes(each));
  if (partition !== undefined) {
    // A refused sign-in concerns all of them.
    const fits = (status: number): boolean => status !== 401;
    const page = await read(partition, of.get(partition)).catch(unreadable(partition, list, fits));
    if ("because" in page) {
      trouble.push(page.because);
    } else {
      changes.push(...page.changes);
      if (page.nextState) of.set(partition, page.nextState);
      if (page.nextState?.refused) trouble.push(`${partition}: ${page.nextState.refused.because}`);
    }
    const goesOn = "hasMore" in page && page.hasMore && !page.nextState?.refused;
    if (!goesOn) done.push(partition);
  }
  const states: Partitioned<State> = { v: 1, of: [...of] };
  if (done.length < partitions.length) {
    const nextState = { ...states, done, ...(trouble.length > 0 && { trouble }) };
    return { changes, hasMore: true, nextState };
  }
  if (trouble.length === 0) return { changes, hasMore: false, nextState: states };
  const because = `${key}: ${trouble.join(" ")}`;
  return { changes, hasMore: true, nextState: { ...states, refused: { because, at: Date.now() } } };
}
