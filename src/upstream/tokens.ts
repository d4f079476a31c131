import { createHash } from "node:crypto";
import type { Refusal } from "./parts.ts";

/** Where a page begins: after a record (its sort value and id) or after so many, and how the walk got there. */
export type Position = {
  /** Counts from 1. */
  page: number;
  /** How many records the pages before held. */
  served: number;
  after?: readonly [sort: number, id: string];
  /** Makes the order of ties the same throughout one walk. */
  ties?: number;
  /** Where the page before began. */
  before?: Position;
};

/** Opaque page tokens. */
export type Tokens = {
  write(position: Position, query: string, now: number): string;
  /** Refuses what it did not write, what belongs to another query, and what is older than `ttlMs`. */
  read(token: string, query: string, age: { now: number; ttlMs: number | undefined }): Position | Refusal;
};

// A client that runs for weeks must not fill the memory.
const mostRemembered = 20_000;

/** Makes tokens that say nothing to a client; `expired` is the status that an old one is refused with. */
export function createTokens(expired: number): Tokens {
  const issued = new Map<string, number>();
  return {
    write(position, query, now) {
      const text = JSON.stringify([sum(query), position]);
      const token = Buffer.from(`${sum(text)}${text}`).toString("base64url");
      issued.delete(token);
      issued.set(token, now);
      const [oldest] = issued.keys();
      if (issued.size > mostRemembered && oldest !== undefined) issued.delete(oldest);
      return token;
    },
    read(token, query, { now, ttlMs }) {
      const plain = Buffer.from(token, "base64url").toString();
      const text = plain.slice(8);
      if (plain.slice(0, 8) !== sum(text)) return { status: 400, error: "invalid_page_token" };
      const [bound, position] = JSON.parse(text) as [string, Position];
      if (bound !== sum(query)) return { status: 400, error: "page_token_of_another_query" };
      const age = now - (issued.get(token) ?? -Infinity);
      if (ttlMs !== undefined && age > ttlMs) return { status: expired, error: "page_token_expired" };
      return position;
    },
  };
}

function sum(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
