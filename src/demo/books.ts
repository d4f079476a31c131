/** What the shop can say about a book. Times are ISO 8601 in UTC with milliseconds. */
export type BookFacts = {
  title: string;
  author: string;
  genres: string[];
  status: BookStatus;
  price: number | null;
  pages: number | null;
  /** A day, `YYYY-MM-DD`. */
  published: string | null;
  url: string;
  rating: number | null;
  notes: string | null;
};

export type BookStatus = (typeof bookStatuses)[number];

export const bookStatuses = ["in stock", "on order", "out of print"] as const;

/** A book as the API shows it. */
export type Book = { id: string } & BookFacts & { added_at: string; updated_at: string };

const openings = [
  "The Lantern",
  "A Kiln",
  "Nine Letters",
  "The Cartographer",
  "Salt",
  "An Orchard",
  "The Quiet Engine",
  "Two Bridges",
  "The Ferrywoman",
  "Winter Bread",
  "The Glass Beekeeper",
  "Letters",
  "A House",
  "The Apprentice",
];
const places = [
  "at Low Tide",
  "under Marl Street",
  "from Vinter Bay",
  "of the Ninth Canal",
  "beyond the Dyke",
  "in Hollow Weather",
  "for the Night Train",
  "without a Harbour",
  "on Tallow Hill",
  "between Two Snows",
  "of Ash & Copper",
  "near the Old Weir",
];
const authors = [
  "Maren Oakhurst",
  "Zoë Aldermann",
  "Teodor Brask",
  "Inés Çelikova",
  "Akua Denford",
  "Lucien Varga-Holt",
  "Priya Sandhwal",
  "Tomáš Hrubeck",
  "Noor el-Sabry",
  "Wenna Polkirk",
  "小野寺 澪",
  "Jonas O’Tarrel",
];
const shelves = [
  ["Crime, Thriller"],
  ["Fiction"],
  ["Fiction", "Historical"],
  ["Travel", "Nature"],
  ["Science fiction"],
  ["Cooking"],
  ["Poetry"],
  ["Children", "Crime, Thriller"],
  ["History"],
  [],
];
const remarks = [
  "Signed copies at the till.",
  "Second printing; the first had page 112 upside down.",
  "Ask for the large-print edition.",
  "Book club pick for spring.",
  "Slight wear on the dust jacket.",
];

/** Invents the facts of the book with the given number (from 1). Draws a fixed count of numbers, so one book never shifts the next. */
export function inventBook(random: () => number, number: number): BookFacts {
  const draw = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const unless = <Value>(chance: number, value: Value): Value | null => (random() < chance ? null : value);
  return {
    title: inventTitle(number),
    author: draw(authors),
    genres: [...draw(shelves)],
    status: draw(["in stock", "in stock", "in stock", "on order", "out of print"] as const),
    price: unless(0.12, Math.round((4 + random() * 30) * 2) / 2),
    pages: unless(0.12, 80 + Math.floor(random() * 620)),
    published: unless(0.12, inventDay(random)),
    url: `https://bookshop.example/books/${bookId(number)}`,
    rating: unless(0.25, Math.round(25 + random() * 25) / 10),
    notes: unless(0.6, draw(remarks)),
  };
}

/** The id of the book with the given number: `bk_0001`. */
export function bookId(number: number): string {
  return `bk_${String(number).padStart(4, "0")}`;
}

// Stepping by a number coprime to the count visits every pair of opening and place before one comes back.
function inventTitle(number: number): string {
  const pairs = openings.length * places.length;
  const pair = (number * 53) % pairs;
  const title = `${openings[pair % openings.length]} ${places[Math.floor(pair / openings.length)]}`;
  const volume = Math.floor((number - 1) / pairs) + 1;
  return volume === 1 ? title : `${title}, Volume ${volume}`;
}

function inventDay(random: () => number): string {
  const first = Date.UTC(1962, 0, 1);
  const span = Date.UTC(2024, 0, 1) - first;
  return new Date(first + Math.floor(random() * span)).toISOString().slice(0, 10);
}
