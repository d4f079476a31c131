/** Keeps the first and the last of what is added, and how many there were. */
export type Kept<Item> = {
  add(item: Item): void;
  last(): Item | undefined;
  replaceLast(item: Item): void;
  all(): Item[];
  count(): number;
};

/** Makes a list that keeps at most `first` from its beginning and `last` from its end. */
export function keepEnds<Item>(first: number, last: number): Kept<Item> {
  const begin: Item[] = [];
  let end: Item[] = [];
  let count = 0;
  const lastOf = (): Item[] => (end.length > 0 ? end : begin);
  return {
    add(item) {
      count += 1;
      if (begin.length < first) begin.push(item);
      else end.push(item);
      // Cut in larger steps: moving everything for each item would take quadratic time.
      if (end.length > 2 * last + 16) end = end.slice(-last);
    },
    last: () => lastOf().at(-1),
    replaceLast(item) {
      const list = lastOf();
      if (list.length > 0) list[list.length - 1] = item;
    },
    all: () => [...begin, ...end.slice(-last)],
    count: () => count,
  };
}
