/** A value as a part of a path, in which its slashes stay. */
export const segments = (value: string): string => value.split("/").map(encodeURIComponent).join("/");
