/**
 * Lays what a plan says over what the catalogue says. Mappings are merged name by name; lists and anything whose
 * `kind` the plan changes are taken whole, because the parts of two kinds do not mix.
 */
export function mergeFacts(base: unknown, over: unknown): unknown {
  if (over === undefined) return base;
  if (!isMapping(base) || !isMapping(over) || (over["kind"] !== undefined && over["kind"] !== base["kind"]))
    return over;
  const names = new Set([...Object.keys(base), ...Object.keys(over)]);
  return Object.fromEntries([...names].map((name) => [name, mergeFacts(own(base, name), own(over, name))]));
}

/** Whether a value is a mapping of names, as opposed to a list, a scalar or nothing. */
export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function own(value: Record<string, unknown>, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}
