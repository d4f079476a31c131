import type { World } from "../world/types.ts";

const day = 86_400_000;

/** How long before the simulation the oldest record was created. */
const spanMs = 90 * day;

/** Every so manieth record was edited after it was created, or is deleted before the simulation begins. */
const oneEditedIn = 3;
const oneDeletedIn = 12;

/** A clock that can be set back, so that a world has a past. It goes by `now` from `arrive` on. */
export type PastClock = { now(): number; travel(time: number): void; arrive(): void };

/** A clock that follows another one. */
export function createPastClock(now: () => number): PastClock {
  let past: number | undefined;
  return {
    now: () => past ?? now(),
    travel: (time) => void (past = time),
    arrive: () => void (past = undefined),
  };
}

/**
 * Fills a world with `count` live records of the last 90 days, as a source has them when a sync is first deployed: some
 * were edited since, in another order than they were created, and a few are deleted already.
 */
export function populate(world: World, clock: PastClock, count: number): void {
  const end = clock.now();
  const doomed = Math.ceil(count / oneDeletedIn);
  const all = count + doomed;
  const step = spanMs / (all + 1);
  const ids: string[] = [];
  for (let index = 0; index < all; index += 1) {
    const at = end - spanMs + step * (index + 1);
    clock.travel(Math.round(at));
    ids.push(world.create());
    const earlier = ids[Math.floor(index / 2)];
    if (index % oneEditedIn !== 0 || earlier === undefined) continue;
    clock.travel(Math.round(at + step / 4));
    world.edit(earlier);
  }
  for (let index = 0; index < doomed; index += 1) {
    clock.travel(Math.round(end - (step / 2) * ((doomed - index) / (doomed + 1))));
    world.remove(ids[Math.floor(((index + 0.5) * all) / doomed)] ?? "");
  }
  clock.arrive();
}
