import type { Signal } from "./signals.ts";

/** The facts of a kind of page as far as an answer shows them; what a request sends is not among it. */
export type PageShape =
  | { kind: "relay"; connection: string }
  | { kind: "next-url"; read: string }
  | { kind: "cursor"; read: string; more?: string }
  | { kind: "page"; start?: 0; pages?: string; more?: string }
  | { kind: "offset"; start?: 1; more?: string }
  | { kind: "last-id"; more: string };

/** One reading of how pages lead on; `strength` orders it among the others. */
export type PageReading = { facts: PageShape; signal: Signal; strength: number; reason: string };
