/** An instant some milliseconds before another. */
export const earlier = (time: string, ms: number): string => new Date(Date.parse(time) - ms).toISOString();
