import { isObject } from "./json.ts";
import type { JsonObject } from "./types.ts";

/** A value inside of an answer, and the names that lead there. */
export type Place = { names: readonly string[]; value: unknown };

const deepest = 6;
const mostPlaces = 5000;

/**
 * Every value of an answer that is reached through objects alone, the outermost first and by name, so that the order
 * of an object's names never counts. At most 5,000; `isClosed` says where not to look further.
 */
export function walkAnswer(
  body: unknown,
  isClosed: (place: Place) => boolean = () => false,
): readonly Place[] {
  const places: Place[] = [{ names: [], value: body }];
  for (let at = 0; at < places.length && places.length < mostPlaces; at++) {
    const place = places[at] as Place;
    if (!isObject(place.value) || place.names.length >= deepest || isClosed(place)) continue;
    for (const [name, value] of sortedEntries(place.value).slice(0, mostPlaces))
      places.push({ names: [...place.names, name], value });
  }
  return places;
}

/** Names and values of an object by name, in an order that no language setting changes. */
export function sortedEntries(object: JsonObject): [string, unknown][] {
  return Object.entries(object).sort(([one], [other]) => Number(one > other) - Number(one < other));
}
