import { bookId, inventBook, type Book, type BookFacts } from "./books.ts";
import { createRandom } from "../world/random.ts";

/** A book or, after its removal, what is left of it; `number` is its place in the list and never changes. */
export type Shelved = { number: number; book: Book; removedAt: number | undefined; updatedAt: number };

/** The shop behind the API: what a person at the till would do. Every method stamps `updated_at` with the clock. */
export type Shop = {
  /** Adds a book at the end of the list; what is not given is invented. */
  add(facts?: Partial<BookFacts>): Book;
  /** Changes a book's facts. Throws a RangeError for an id the shop does not have. */
  edit(id: string, changes: Partial<BookFacts>): Book;
  /** Takes a book out of the list; the change feed shows a tombstone for 30 days. Throws a RangeError for an unknown id. */
  remove(id: string): void;
  /** The books there are, as added. */
  list(): Book[];
};

export type Stock = { shop: Shop; shelved(): readonly Shelved[] };

const day = 86_400_000;

/** Stocks a shop with `books` invented books, added one after the other over the year before now. */
export function stockShop({ seed, books, now }: { seed: number; books: number; now: () => number }): Stock {
  const random = createRandom(seed);
  const shelf = new Map<string, Shelved>();
  const time = (): number => Math.floor(now());
  const place = (facts: Partial<BookFacts>, addedAt: number, updatedAt: number): Book => {
    const number = shelf.size + 1;
    const id = bookId(number);
    const times = { added_at: iso(addedAt), updated_at: iso(updatedAt) };
    const book = { id, ...inventBook(random, number), ...structuredClone(facts), ...times };
    shelf.set(id, { number, book, removedAt: undefined, updatedAt });
    return structuredClone(book);
  };
  const opened = time();
  for (let index = 0; index < books; index += 1) {
    const age = Math.floor(365 * day * (1 - index / books) - random() * day * (300 / books));
    place({}, opened - age, opened - Math.floor(age * (0.05 + 0.9 * random())));
  }
  const find = (id: string): Shelved => {
    const found = shelf.get(id);
    if (found === undefined || found.removedAt !== undefined)
      throw new RangeError(`The shop has no book ${id}`);
    return found;
  };
  const shop: Shop = {
    add: (facts = {}) => place(facts, time(), time()),
    edit(id, changes) {
      const found = find(id);
      found.updatedAt = time();
      found.book = { ...found.book, ...structuredClone(changes), updated_at: iso(found.updatedAt) };
      return structuredClone(found.book);
    },
    remove(id) {
      const found = find(id);
      found.removedAt = found.updatedAt = time();
    },
    list: () => present([...shelf.values()]).map(({ book }) => structuredClone(book)),
  };
  return { shop, shelved: () => [...shelf.values()] };
}

/** The books that have not been removed, as added. */
export function present(shelved: readonly Shelved[]): Shelved[] {
  return shelved.filter(({ removedAt }) => removedAt === undefined);
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
