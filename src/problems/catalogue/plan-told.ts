import { entry } from "../entry.ts";

type None = Record<string, never>;

/** What the gate says of changes that an API tells of by itself: since a token, or as events. */
export const planToldProblems = {
  "plan/entry-incomplete": entry<{ holds: string; one: string }>({
    exit: 2,
    message: ({ holds, one }) =>
      holds === "partial"
        ? `Missing source.changes.read: the changes hold only what changed, and a ${one} written from that would lose the rest.`
        : `Missing source.changes.read: the changes only name the ${one}, so there is nothing to write.`,
    fix: ({ one }) =>
      `Say how one ${one} is read: \`read: { request: { path: /${one}/$id } }\`, and where its id is: \`subject: <path>\`.`,
  }),
  "plan/entry-leads-nowhere": entry<{ one: string }>({
    exit: 2,
    message: ({ one }) =>
      `Expected object or read in source.changes, found neither: an entry that has no ${one} and leads to none cannot be written.`,
    fix: ({ one }) =>
      `Write \`object: <path to the ${one} in the entry>\`, or \`read: { request: { path: /${one}/$id } }\`.`,
  }),
  "plan/entry-nameless": entry<{ one: string }>({
    exit: 2,
    message: ({ one }) => `Missing source.changes.subject: nobody knows which ${one} an event is about.`,
    fix: ({ one }) => `Write \`subject: <path to the id of the ${one} in the event>\`.`,
  }),
  "plan/read-without-id": entry<{ one: string }>({
    exit: 2,
    message: ({ one }) =>
      `Expected $id, and no other slot, in source.changes.read.request: it reads one ${one} by its id.`,
    fix: () => "Put $id where the id belongs, such as path: /orders/$id.",
  }),
  "plan/feed-runs-backwards": entry<{ one: string }>({
    exit: 2,
    message: ({ one }) =>
      `Missing upward or read: with the newest event first, an older state of a ${one} would be written over a newer one.`,
    fix: () =>
      "Name the parameter that leads from an event to newer ones (`upward: ending_before`), or say how a record is read again (`read`).",
  }),
  "plan/upward-misfit": entry<None>({
    exit: 2,
    message: () =>
      "Expected order: newest-first and pages of kind last-id beside upward: it leads back up a feed that is read downwards.",
    fix: () => "Remove upward, or describe order and page as the API has them.",
  }),
  "plan/event-without-type": entry<None>({
    exit: 2,
    message: () =>
      "Expected another kind of deletion: only entries that have a type, and lead to a record, can tell of deletions by it.",
    fix: () => "Describe source.changes.type, or use kind: tombstone or sweep.",
  }),
  "plan/followed-token": entry<{ kind: string }>({
    exit: 2,
    message: ({ kind }) =>
      `Expected pages of kind next-url or single, by GET and without send, beside follow: a token that is an address is asked as it is, found ${kind}.`,
    fix: () => "Remove follow if the token is sent as a parameter; else describe the pages as addresses.",
  }),
  "plan/token-endless": entry<{ token: string }>({
    exit: 2,
    message: ({ token }) =>
      `Missing more: ${token} leads from page to page and is on the last one, too, so nothing would say where the changes end.`,
    fix: () => "Name the flag that says whether there is more, such as `more: has_more`.",
  }),
  "plan/token-too-short": entry<{ lives: string; needs: string }>({
    exit: 2,
    message: ({ lives, needs }) =>
      `Expected a shorter schedule.delta or overlap: a token lives ${lives}, and a run may start from one that is ${needs} old.`,
    fix: () => "Lower schedule.delta and schedule.overlap (twice the overlap and one interval count).",
  }),
  "plan/reads-too-slow": entry<{ size: number; most: number; seconds: number }>({
    exit: 2,
    message: ({ size, most, seconds }) =>
      `Expected at most ${most} entries a page, found ${size}: each is read on its own, which takes ${seconds} seconds, and a run has two minutes.`,
    fix: ({ most }) => `Write \`value: ${most}\`.`,
  }),
};
