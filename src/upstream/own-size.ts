import type { StreamFacts } from "./parts.ts";
import { isRecord } from "../world/nested.ts";
import { valueAt } from "../model/sample.ts";

/** How many records a request asks for in its body or inside a text; `text` is undefined where it does not say. */
export type OwnSize = { text: string | undefined };

type Sent = { query: URLSearchParams; body: unknown };
/** Where the plan's request has its size: a number of the body, or the number after a word in a text of the query. */
type Place = { path: readonly string[] } | { name: string; after: RegExp; own: string };

/**
 * What a request says of its size itself, and its query as if that were the plan's own size, so that the rest of a text
 * can be compared with the plan's. Undefined where the size has a parameter of its own, or no place at all.
 */
export function readOwnSize(
  facts: StreamFacts,
  sent: Sent,
): { size: OwnSize; query: URLSearchParams } | undefined {
  const place = placeOf(facts);
  if (place === undefined) return undefined;
  if ("path" in place) {
    const value = valueAt(sent.body, place.path);
    return { size: { text: value === undefined ? undefined : String(value) }, query: sent.query };
  }
  const text = sent.query.get(place.name);
  const found = text === null ? null : place.after.exec(text);
  if (text === null || found === null) return { size: { text: undefined }, query: sent.query };
  const query = new URLSearchParams(sent.query);
  query.set(place.name, text.replace(place.after, `$1${place.own}`));
  return { size: { text: found[2] }, query };
}

const places = new WeakMap<StreamFacts, { place: Place | undefined }>();

function placeOf(facts: StreamFacts): Place | undefined {
  const known = places.get(facts);
  if (known !== undefined) return known.place;
  const size = "size" in facts.page ? facts.page.size : undefined;
  const place = size === undefined || size.send !== undefined ? undefined : findPlace(facts, size.value);
  places.set(facts, { place });
  return place;
}

function findPlace({ request: { body, query } }: StreamFacts, size: number): Place | undefined {
  const paths = numbersIn(body, size);
  const [path] = paths;
  if (path !== undefined) return paths.length === 1 ? { path } : undefined;
  const own = String(size);
  const word = new RegExp(`([A-Za-z]+\\s+)${own}(?!\\d)`);
  const texts = Object.entries(query).flatMap(([name, text]) => {
    const before = word.exec(String(text))?.[1]?.trim();
    return before === undefined
      ? []
      : [{ name, after: new RegExp(`(\\b${before}\\s+)(\\d{1,9})`, "i"), own }];
  });
  return texts.length === 1 ? texts[0] : undefined;
}

/** The paths of a body at which there is this number. */
function numbersIn(body: unknown, number: number, path: readonly string[] = []): (readonly string[])[] {
  if (body === number) return [path];
  if (!isRecord(body)) return [];
  return Object.entries(body).flatMap(([name, inner]) => numbersIn(inner, number, [...path, name]));
}
