import { quillbox, worker } from "./worker.js";
import { backfillTickets } from "./backfill.js";
import { followTickets } from "./delta.js";
import { ticketProperties } from "./ticket.js";

export { quillbox };
export default worker;

const tickets = worker.database("tickets", {
  type: "managed",
  initialTitle: "Tickets",
  primaryKeyProperty: "Ticket ID",
  schema: { properties: ticketProperties },
});

// Once a day everything, so that what the changes did not tell is put right and rows of purged tickets go.
worker.sync("ticketsFull", {
  database: tickets,
  mode: "replace",
  schedule: "1d",
  execute: backfillTickets,
});

// Every five minutes what changed. Removed tickets are told as such for a while, and become deletes.
worker.sync("ticketsRecent", {
  database: tickets,
  mode: "incremental",
  schedule: "5m",
  execute: followTickets,
});
