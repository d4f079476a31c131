/** Ids as one text, as a query takes them. */
export const idList = (ids: readonly string[]): string => ids.join(",");
