/** What differs between two values of one shape, as lines like `schedule.delta: "5m" → "15m"`; at most 12. */
export function differences(before: unknown, after: unknown, path = ""): string[] {
  if (Object.is(before, after)) return [];
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names
      .flatMap((name) => differences(before[name], after[name], path === "" ? name : `${path}.${name}`))
      .slice(0, 12);
  }
  return [`${path}: ${short(before)} → ${short(after)}`];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
