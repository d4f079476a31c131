import type { Version, World } from "../world/types.ts";

/** What happens to a record by itself. */
export type Happening = { what: Version["what"]; id: string };

const pauseMs = 4000;

/** Lets one thing happen to a world, as often as in real life: edits the most, now and then a new, a deleted or a restored record. */
export function changeOnce(world: World, random: () => number, names: readonly string[] = []): Happening {
  const draw = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)];
  const chance = random();
  const id = draw(world.alive());
  if (id === undefined || chance < 0.2) return { what: "create", id: world.create() };
  if (chance < 0.28) {
    world.remove(id);
    return { what: "delete", id };
  }
  const gone = chance < 0.33 ? draw(world.truth().filter(({ what }) => what === "delete")) : undefined;
  if (gone !== undefined) {
    world.restore(gone.id);
    return { what: "restore", id: gone.id };
  }
  const emptied = chance < 0.45 ? draw(names) : undefined;
  world.edit(id, emptied === undefined ? {} : { clear: [emptied] });
  return { what: "edit", id };
}

/** Lets something happen to a world every few seconds, until what it gives is called. */
export function startChanging(world: World, random: () => number, names: readonly string[] = []): () => void {
  const timer = setInterval(() => changeOnce(world, random, names), pauseMs);
  timer.unref();
  return () => clearInterval(timer);
}
