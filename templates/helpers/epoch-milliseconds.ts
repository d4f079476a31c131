/** An instant in milliseconds since 1970, for a query. */
export const epochMilliseconds = (time: string): string => String(Date.parse(time));
