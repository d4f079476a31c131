import { earlier } from "./earlier.js";

/** A day later: an end that nothing changed meanwhile can be behind, whatever the clocks say. */
export const dayAfter = (time: string): string => earlier(time, -86_400_000);
