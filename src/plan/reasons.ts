/** A value to fall back to, and why in words. */
export type Reasoned<Value> = readonly [value: Value, because: string];

/** Takes what the plan gives, or the fallback and notes why. `path` is the field's, such as `schedule.overlap`. */
export type Fill = <Value>(path: string, given: Value | undefined, fallback: Reasoned<Value>) => Value;

/** A `Fill` that notes its reasons in a map. */
export function fillInto(reasons: Map<string, string>): Fill {
  return (path, given, [fallback, because]) => {
    if (given !== undefined) return given;
    reasons.set(path, because);
    return fallback;
  };
}
