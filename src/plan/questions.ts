/** One fact to fill in about an API nobody described yet: what to ask, and the line that answers it. */
type Row = { field: string; ask: string; line: string; example: string };

/** A value that still has to be written; `plan check` names every one that is left. */
export const blankPattern = /^<fill in .{1,200}>$/;

/**
 * The questions about an unknown API in the order of a plan. `line` is the safe answer, or a blank where only its
 * user can know. The skeleton of `plan template custom` and the messages about missing facts are made of them.
 */
export const questions: readonly Row[] = [
  {
    field: "name",
    ask: "A short name; every key in the worker is derived from it.",
    line: "name: acmeOrders",
    example: "name: acmeOrders",
  },
  {
    field: "source",
    ask: "What the API can do. Answer from its documentation, not from memory.",
    line: "source:",
    example: "source: { from: github.issues, params: { repository: octo-org/app } }",
  },
  {
    field: "source.product",
    ask: "What is the product called?",
    line: "  product: <fill in the name of the product>",
    example: "product: Acme",
  },
  {
    field: "source.record",
    ask: "What is one record called, and several of them?",
    line: "  record: { one: <fill in one record>, many: <fill in several records> }",
    example: "record: { one: order, many: orders }",
  },
  {
    field: "source.baseUrl",
    ask: "Where does the API answer? https, without a query; {name} takes source.params.name.",
    line: "  baseUrl: <fill in the address like https://api.acme.example/v1>",
    example: "baseUrl: https://api.acme.example/v1",
  },
  {
    field: "source.headers",
    ask: "Which headers does every request need? Never a secret: that is source.auth.",
    line: "  headers: { Accept: application/json }",
    example: "headers: { Accept: application/json }",
  },
  {
    field: "source.list",
    ask: "How are all records listed?",
    line: "  list:",
    example:
      "list: { request: { path: /orders }, records: data, id: id, order: moving, page: { kind: link-header } }",
  },
  {
    field: "source.list.request",
    ask: "The request, with whatever makes it list everything (archived ones too) in the order of creation.",
    line: "    request: { path: <fill in the path like /orders>, query: {} }",
    example: "request: { path: /orders, query: { sort: created_at } }",
  },
  {
    field: "source.list.records",
    ask: 'Where is the list in the answer? "" if the answer is the list.',
    line: "    records: <fill in the path like data>",
    example: "records: data",
  },
  {
    field: "source.list.id",
    ask: "Where is a record's id? It must never change; it becomes the row's key.",
    line: "    id: id",
    example: "id: id",
  },
  {
    field: "source.list.order",
    ask: "Does a record keep its place while we read (fixed), or can it shift? Unsure: moving.",
    line: "    order: moving",
    example: "order: moving",
  },
  {
    field: "source.list.page",
    ask:
      "How does one page lead to the next?\n" +
      "  { kind: cursor, send: cursor, read: next_cursor }   the answer holds a token, no token is the end\n" +
      "  { kind: link-header }                               the Link header holds the next URL\n" +
      "  { kind: next-url, read: links.next }                the answer holds the next URL\n" +
      "  { kind: last-id, send: after_id }                   the next page begins after the last record\n" +
      "  { kind: page, send: page, pages: total_pages }      pages have numbers (start: 0 if the first is 0)\n" +
      "  { kind: offset, send: offset, more: has_more }      the next page begins after so many records\n" +
      "  { kind: relay, connection: data.orders }            GraphQL: a POST with the document and $cursor among its variables\n" +
      "  { kind: single }                                    one answer holds everything\n" +
      "What a POST sends in its body stands there instead of in send: body: { cursor: $cursor }.\n" +
      "size: the parameter for the page's size and its value, at most 100.",
    line: "    page: { kind: <fill in one of these kinds>, size: { send: limit, value: 100 } }",
    example: "page: { kind: cursor, send: cursor, read: next_cursor, size: { send: limit, value: 100 } }",
  },
  {
    field: "source.changes",
    ask:
      "Can the API list what changed since a time? Unsure: none; each run then reads everything.\n" +
      "If it can, write instead (lag: how late a change may show up; unsure: 10m):\n" +
      "  kind: since-sorted\n" +
      "  request: { path: /orders, query: { sort: updated_at } }\n" +
      "  records: data\n" +
      "  page: { kind: cursor, send: cursor, read: next_cursor }\n" +
      "  send: updated_since\n" +
      "  field: updated_at\n" +
      "  bound: unknown\n" +
      "  resolution: 1s\n" +
      "  lag: 10m\n" +
      "Which kind? since-sorted if the oldest change comes first, since-window if the order is another, newest-first\n" +
      "(without send and bound) if it cannot be asked since when but sorts by change, lookback (most: 30d, cap: 1000,\n" +
      "no page) if one answer tells everything up to a limit, rolling-window (over: start_time, back: 14d, ahead: 30d)\n" +
      "if it cannot tell at all but lists the records of a span of time.",
    line: "  changes: { kind: none }",
    example: "changes: { kind: none }",
  },
  {
    field: "source.deletes",
    ask:
      "How does a deletion show? sweep: the record is no longer listed (always safe).\n" +
      "Marked among the changes as well: [{ kind: tombstone, when: { field: deleted, equals: true } }]\n" +
      "Still listed, with a flag (put the parameter that shows such records, like archived=true, into both requests):\n" +
      "[{ kind: flag, when: { field: archived, equals: true } }]. To keep the row and tick a property instead, say\n" +
      "sweep here and map a checkbox from the flag.",
    line: "  deletes: [{ kind: sweep }]",
    example: "deletes: [{ kind: sweep }]",
  },
  {
    field: "source.rate",
    ask: "How many requests does the API allow? Unsure: one a second.",
    line: "  rate: [{ requests: 1, per: 1s }]",
    example: "rate: [{ requests: 100, per: 1m }]",
  },
  {
    field: "source.auth",
    ask:
      "How does a request prove who sends it? Names of environment variables only, never the secret.\n" +
      "  { kind: none }   { kind: bearer, env: ACME_TOKEN }   { kind: header, header: X-Api-Key, env: ACME_KEY }\n" +
      "  { kind: basic, env: ACME_LOGIN }                     base64 of user:password",
    line: "  auth: { kind: bearer, env: <fill in a name like ACME_TOKEN> }",
    example: "auth: { kind: bearer, env: ACME_TOKEN }",
  },
  {
    field: "fields",
    ask:
      "What people see, in their order: one title, what matters most, the rest, the id last.\n" +
      "type: title richText url email phoneNumber checkbox number date dateTime select multiSelect\n" +
      'from: a path in the record; "tags[].name" collects from a list. A select needs options, labels or open: true.\n' +
      "[[first_name, last_name], email] joins the first two, else takes the third. Where a record has only an id, add\n" +
      "lookup: people, and to the source lookups: { people: { request: { path: /people }, records: data, id: id, value: name } }.",
    line: "fields:\n  - { name: Name, type: title, from: <fill in the path like name>, empty: (no name) }\n  - { name: ID, type: richText, from: id }",
    example: "fields: [{ name: Name, type: title, from: name }, { name: ID, type: richText, from: id }]",
  },
];

/** Facts that are only asked for once a kind is chosen. */
const details: Readonly<Record<string, Pick<Row, "ask" | "example">>> = {
  "source.list.request.path": { ask: "Which path lists all records?", example: "path: /orders" },
  "source.list.page.send": {
    ask: "Which query parameter takes the token of the next page?",
    example: "send: cursor",
  },
  "source.list.page.read": {
    ask: "Where is the token of the next page in the answer?",
    example: "read: next_cursor",
  },
  "source.list.page.sendId": {
    ask: "Which query parameter takes the id of the last record?",
    example: "sendId: after_id",
  },
  "source.changes.request": {
    ask: "Which request lists what changed?",
    example: "request: { path: /orders, query: { sort: updated_at } }",
  },
  "source.changes.records": {
    ask: 'Where is the list in the answer? "" if the answer is the list.',
    example: "records: data",
  },
  "source.changes.page": {
    ask: "How does one page of changes lead to the next?",
    example: "page: { kind: link-header }",
  },
  "source.changes.page.send": {
    ask: "Which query parameter takes the token of the next page?",
    example: "send: cursor",
  },
  "source.changes.page.read": {
    ask: "Where is the token of the next page in the answer?",
    example: "read: next_cursor",
  },
  "source.changes.page.sendId": {
    ask: "Which query parameter takes the id of the last record?",
    example: "sendId: after_id",
  },
  "source.changes.send": {
    ask: "Which query parameter takes the time since which changes are wanted?",
    example: "send: updated_since",
  },
  "source.changes.over": {
    ask: "Which time of a record decides whether it lies in the span?",
    example: "over: start_time",
  },
  "source.changes.back": { ask: "How far back is the span read again each time?", example: "back: 14d" },
  "source.changes.most": { ask: "How far back does the API tell what changed?", example: "most: 30d" },
  "source.changes.cap": { ask: "How many records does one answer hold at most?", example: "cap: 1000" },
  "source.changes.field": {
    ask: "Where is the time of a record's last change?",
    example: "field: updated_at",
  },
  "source.changes.bound": {
    ask: "Is a change at exactly that time listed (gte) or not (gt)? Unsure: unknown.",
    example: "bound: unknown",
  },
  "source.changes.resolution": { ask: "How fine is that time? Unsure: 1s.", example: "resolution: 1s" },
  "source.changes.lag": {
    ask: "How late may a change show up in the list? Unsure: 10m.",
    example: "lag: 10m",
  },
};

/** What to ask about a missing fact (`source.list.order`), and a line that would answer it; undefined for other fields. */
export function factQuestion(field: string): { ask: string; example: string } | undefined {
  const row =
    questions.find((each) => each.field === field) ??
    (Object.hasOwn(details, field) ? details[field] : undefined);
  return row && { ask: row.ask.split("\n")[0] ?? "", example: row.example };
}

/** What answers a question without asking: the lines of the plan, and those of the comment above, by the question's field. */
export type FoundRows = ReadonlyMap<string, { line: string; comment: readonly string[] }>;

/** The skeleton of a plan for an API we do not know: every fact with what was found, else its question and the safe answer. */
export function customTemplate(found: FoundRows = new Map(), head = customHead): string {
  const blocks = questions.map(({ field, ask, line }) => {
    const row = found.get(field) ?? { line, comment: ask.split("\n") };
    const indent = /^ */.exec(row.line)?.[0] ?? "";
    return `${row.comment.map((text) => `${indent}# ${text}`).join("\n")}\n${row.line}\n`;
  });
  return `${head}\nplan: 1\n${blocks.join("")}`;
}

const customHead = "# A plan for an API of your own. Then: create-sync plan check <this file>";
