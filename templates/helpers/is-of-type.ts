/** Whether an event is of one of these types; `customer.*` stands for all that begin with `customer.`. */
export const isOfType = (type: unknown, types: readonly string[]): boolean =>
  types.some((each) =>
    each.endsWith("*") ? String(type).startsWith(each.slice(0, -1)) : String(type) === each,
  );
