/** Whether a time is before an instant; one that cannot be read is not. */
export const isBefore = (time: unknown, instant: string): boolean =>
  Date.parse(String(time)) < Date.parse(instant);
