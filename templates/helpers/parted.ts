import { plain } from "./plain.js";

/** The parts of a text between its semicolons, as some APIs write several choices in one value. */
export const parted = (text: unknown): string[] => plain(text)?.split(";") ?? [];
