/** The start of an instant's second, for an API that takes no fractions. */
export const wholeSeconds = (time: string): string => `${time.slice(0, 19)}Z`;
