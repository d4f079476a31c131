const mostLosses = 5;
const deepest = 50;

/** What JSON would change in a value, as "path: what happens"; empty if it comes back equal. At most five are named. */
export function findJsonLosses(value: unknown): string[] {
  const losses: string[] = [];
  visit(value, "", { losses, open: new Set(), depth: 0 });
  return losses;
}

type Walk = { losses: string[]; open: Set<object>; depth: number };

function visit(value: unknown, path: string, walk: Walk): void {
  if (walk.losses.length >= mostLosses) return;
  const loss = findLoss(value, walk);
  if (loss !== undefined) {
    walk.losses.push(`${path || "the value"}: ${loss}`);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  walk.open.add(value);
  const inner = { ...walk, depth: walk.depth + 1 };
  for (const [key, item] of Object.entries(value)) {
    const place = Array.isArray(value) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`;
    // A key without a value is gone after JSON, but reads the same.
    if (item !== undefined || Array.isArray(value)) visit(item, place, inner);
  }
  walk.open.delete(value);
}

function findLoss(value: unknown, { open, depth }: Walk): string | undefined {
  if (typeof value === "number" && !Number.isFinite(value)) return `${value} becomes null`;
  if (typeof value === "bigint") return "a BigInt is no JSON";
  if (typeof value === "function" || typeof value === "symbol") return `a ${typeof value} is dropped`;
  if (value === undefined) return "undefined becomes null";
  if (typeof value !== "object" || value === null) return undefined;
  if (open.has(value)) return "a circle is no JSON";
  if (depth > deepest) return "too deep";
  if ("toJSON" in value && typeof value.toJSON === "function")
    return `a ${typeName(value)} becomes ${kindOf(value.toJSON)}`;
  const isPlain = Array.isArray(value) || [Object.prototype, null].includes(Object.getPrototypeOf(value));
  return isPlain ? undefined : `a ${typeName(value)} becomes a plain object`;
}

function typeName(value: object): string {
  return (value.constructor as { name?: string } | undefined)?.name || "object";
}

function kindOf(toJson: unknown): string {
  return toJson === Date.prototype.toJSON ? "a string" : "something else";
}
