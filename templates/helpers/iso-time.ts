/** A time as ISO text with milliseconds, in UTC. */
export const isoTime = (time: string): string => new Date(time).toISOString();
