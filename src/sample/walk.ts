import { isObject } from "./json.ts";
import type { JsonObject, Way } from "./types.ts";

/** A value inside of an answer, and the way to it. */
export type Place = { names: Way; value: unknown };

const deepest = 7;
const mostPlaces = 5000;

/**
 * Every value of an answer that is reached through objects, and lists of a single one, the outermost first and by name, so that the order
 * of an object's names never counts. At most 5,000; `isClosed` says where not to look further.
 */
export function walkAnswer(
  body: unknown,
  isClosed: (place: Place) => boolean = () => false,
): readonly Place[] {
  const places: Place[] = [{ names: [], value: body }];
  for (let at = 0; at < places.length && places.length < mostPlaces; at++) {
    const place = places[at] as Place;
    if (place.names.length >= deepest || isClosed(place)) continue;
    if (Array.isArray(place.value) && place.value.length === 1 && isObject(place.value[0]))
      places.push({ names: [...place.names, 0], value: place.value[0] });
    if (!isObject(place.value)) continue;
    for (const [name, value] of sortedEntries(place.value).slice(0, mostPlaces))
      places.push({ names: [...place.names, name], value });
  }
  return places;
}

/** Names and values of an object by name, in an order that no language setting changes. */
export function sortedEntries(object: JsonObject): [string, unknown][] {
  return Object.entries(object).sort(([one], [other]) => Number(one > other) - Number(one < other));
}
