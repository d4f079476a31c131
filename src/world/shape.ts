import type { Draw, Moment } from "./draw.ts";
import { isRecord } from "./nested.ts";

/**
 * What a record is made of: members, items of one kind, a value that is drawn, or a constant of the sample. `owners` are
 * the properties that read it or something in it.
 */
export type Shape = {
  owners: Set<string>;
  members?: Map<string, Shape>;
  item?: Shape;
  draw?: Draw;
  constant?: unknown;
};

/** What a build needs: seeded numbers, the version, and which properties get new values ("all" for a new record). */
export type Build = { random: () => number; moment: Moment; chosen: ReadonlySet<string> | "all" };

/** A sample as a shape of constants. */
export function shapeOf(sample: unknown): Shape {
  if (!isRecord(sample)) return { owners: new Set(), constant: sample };
  const named = Object.entries(sample).filter(([name]) => name !== "__proto__");
  const members = new Map(named.map(([name, value]) => [name, shapeOf(value)]));
  return { owners: new Set(), members };
}

/** The member of a shape with a name; made, and a constant in its place given up, where there is none. */
export function memberOf(shape: Shape, name: string): Shape {
  delete shape.constant;
  delete shape.draw;
  shape.members ??= new Map<string, Shape>();
  const found = shape.members.get(name) ?? { owners: new Set<string>() };
  shape.members.set(name, found);
  return found;
}

/** The items of a shape that becomes a list; they look like the first item of the sample. */
export function itemOf(shape: Shape): Shape {
  if (shape.item === undefined) {
    const first: unknown = Array.isArray(shape.constant) ? shape.constant[0] : undefined;
    shape.item = first === undefined ? { owners: new Set() } : shapeOf(first);
    delete shape.constant;
    delete shape.draw;
  }
  return shape.item;
}

/** Takes a path of names out of a shape. */
export function dropFrom(shape: Shape, path: readonly string[]): void {
  const [name, ...rest] = path;
  if (name === undefined) return;
  const below = shape.members?.get(name);
  if (below === undefined) return;
  if (rest.length === 0) shape.members?.delete(name);
  else dropFrom(below, rest);
}

/** A value of this shape: what the chosen properties own is drawn anew, the rest is `before`'s. */
export function build(shape: Shape, before: unknown, options: Build): unknown {
  const { members, item, draw } = shape;
  if (members !== undefined) return buildRecord(members, before, options);
  if (item !== undefined) {
    const { random } = options;
    const count = Math.floor(random() * 4);
    return Array.from({ length: count }, () => build(item, undefined, { ...options, chosen: "all" }));
  }
  return draw === undefined ? shape.constant : draw(options.random, options.moment);
}

function buildRecord(
  members: ReadonlyMap<string, Shape>,
  before: unknown,
  options: Build,
): Record<string, unknown> {
  const known = isRecord(before) ? before : undefined;
  const built: Record<string, unknown> = {};
  for (const [name, member] of members) {
    const isKnown = known !== undefined && Object.hasOwn(known, name);
    if (isTouched(member, options.chosen)) built[name] = build(member, known?.[name], options);
    else if (isKnown) built[name] = known[name];
  }
  return built;
}

function isTouched({ owners }: Shape, chosen: Build["chosen"]): boolean {
  if (chosen === "all") return true;
  for (const owner of owners) if (chosen.has(owner)) return true;
  return false;
}
