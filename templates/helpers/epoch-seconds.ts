/** An instant in seconds since 1970, for a query. */
export const epochSeconds = (time: string): string => String(Math.floor(Date.parse(time) / 1000));
