/** A seeded stream of numbers in [0, 1): the same seed gives the same stream on every machine (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One seed made of several numbers. Every order and every number of them gives another. */
export function mixSeeds(...seeds: readonly number[]): number {
  return seeds.reduce((mixed, seed) => {
    const next = Math.imul(mixed ^ (seed >>> 0), 0x9e3779b1);
    return (next ^ (next >>> 15)) >>> 0;
  }, 0x811c9dc5);
}

/** A text as a number in [0, 1) that is always the same and looks like chance; `salt` gives other numbers. */
export function shareOf(text: string, salt = 0): number {
  let hash = mixSeeds(salt, text.length);
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return mixSeeds(hash) / 2 ** 32;
}
