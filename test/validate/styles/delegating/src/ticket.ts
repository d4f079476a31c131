import type { SyncChange, SyncChangeUpsert } from "@notionhq/workers";
import * as Builder from "@notionhq/workers/builder";
import * as Schema from "@notionhq/workers/schema";

export const ticketProperties = {
  Subject: Schema.title(),
  State: Schema.select([{ name: "Open" }, { name: "Waiting" }, { name: "Solved" }]),
  Labels: Schema.multiSelect([]),
  Requester: Schema.richText(),
  Votes: Schema.number(),
  Opened: Schema.date(),
  "Ticket ID": Schema.richText(),
};

export type TicketUpsert = SyncChangeUpsert<"Ticket ID", typeof ticketProperties>;
export type TicketChange = SyncChange<"Ticket ID", typeof ticketProperties>;

/** What Quillbox sends. Any of it may be missing or of another kind. */
export type Ticket = {
  id?: unknown;
  subject?: unknown;
  state?: unknown;
  labels?: unknown;
  requester?: { name?: unknown } | null;
  votes?: unknown;
  opened_at?: unknown;
  changed_at?: unknown;
  removed?: unknown;
};

const states = new Map([
  ["open", "Open"],
  ["waiting", "Waiting"],
  ["solved", "Solved"],
]);

/** The row of a ticket. What is empty is sent as [], because a property that is left out keeps its old value. */
export function toUpsert(ticket: Ticket): TicketUpsert {
  const changed = toTime(ticket.changed_at);
  const state = toText(ticket.state);
  // A date in the far future is a mistake of the source and would win against every correction.
  const isBelievable = changed !== undefined && changed < Date.now() + 24 * 3_600_000;
  return {
    type: "upsert",
    key: String(ticket.id),
    ...(isBelievable && { upstreamUpdatedAt: new Date(changed).toISOString() }),
    properties: {
      Subject: Builder.title(toText(ticket.subject) ?? "(no subject)"),
      State: selectOf(states.get(state ?? "") ?? state),
      Labels: Builder.multiSelect(
        ...new Set(toList(ticket.labels).flatMap((label) => toOption(label) ?? [])),
      ),
      Requester: textOf(ticket.requester?.name),
      Votes: numberOf(ticket.votes),
      Opened: momentOf(ticket.opened_at),
      "Ticket ID": textOf(ticket.id),
    },
  };
}

export function toChange(ticket: Ticket): TicketChange {
  return ticket.removed === true ? { type: "delete", key: String(ticket.id) } : toUpsert(ticket);
}

/** One ticket per id, the one that changed last. Entries without an id have no row and are skipped. */
export function newestOfEach(tickets: readonly Ticket[]): Ticket[] {
  const found = new Map<string, Ticket>();
  for (const ticket of tickets) {
    const id = toText(ticket.id);
    if (id === undefined) continue;
    const other = found.get(id);
    const isOlder = (toTime(ticket.changed_at) ?? Infinity) < (toTime(other?.changed_at) ?? -Infinity);
    if (!other || !isOlder) found.set(id, ticket);
  }
  if (found.size < tickets.length) console.error(`${tickets.length - found.size} entries skipped or doubled`);
  return [...found.values()];
}

/** Milliseconds since 1970 of a time as Quillbox writes it; times without a zone are in UTC. */
export function toTime(value: unknown): number | undefined {
  if (typeof value !== "string") return undefined;
  const time = Date.parse(/T[\d:.]+$/.test(value) ? `${value}Z` : value);
  return Number.isNaN(time) ? undefined : time;
}

function toText(value: unknown, limit = 2000): string | undefined {
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return undefined;
  const text = `${value}`.trim();
  const isHalf = /[\uD800-\uDBFF]/.test(text.charAt(limit - 2));
  return text.length > limit ? `${text.slice(0, isHalf ? limit - 2 : limit - 1)}…` : text || undefined;
}

const toList = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

// Notion cuts an option's name at a comma.
function toOption(value: unknown): string | undefined {
  const text = toText(value);
  return text && toText(text.split(/\s*,\s*/).join("; "), 100);
}

function selectOf(value: unknown) {
  const name = toOption(value);
  return name ? Builder.select(name) : [];
}

function textOf(value: unknown) {
  const text = toText(value);
  return text ? Builder.richText(text) : [];
}

function numberOf(value: unknown) {
  const text = typeof value === "boolean" ? undefined : toText(value);
  const number = Number(text);
  return text !== undefined && Number.isFinite(number) ? Builder.number(number) : [];
}

function momentOf(value: unknown) {
  const time = toTime(value);
  return time === undefined ? [] : Builder.dateTime(new Date(time).toISOString(), "UTC");
}
