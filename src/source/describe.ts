import { changeField, lagMs } from "./changes-schema.ts";
import { sayChoices } from "./choices.ts";
import { parseDuration, sayDuration, saySpan } from "./duration.ts";
import type { SourceEntry } from "./entry.ts";
import type {
  AuthFacts,
  ChangesFacts,
  DeleteFacts,
  PageFacts,
  RequestFacts,
  ThrottleFacts,
} from "./schema.ts";
import { wrapText } from "./wrap.ts";

const width = 96;

/** Everything the catalogue knows of a source, as text: what it needs, its facts with grade and origin, its fields. */
export function describeEntry(entry: SourceEntry): string {
  const params = Object.entries(entry.params).map(([name, { label, hint, example }]) => {
    const words = hint === undefined ? label : `${label}, ${hint}`;
    return `--param ${name}=${example}   ${words}`;
  });
  const sections: [string, string[]][] = [
    ["Needs", params.length > 0 ? params : ["nothing but the sign-in"]],
    [
      "Sign-in",
      [
        ...entry.auth.flatMap((auth, index) => sayAuth(auth, index === 0 && entry.auth.length > 1)),
        ...sayChecked(entry, "auth"),
      ],
    ],
    ["Facts", sayFacts(entry)],
    ["Properties", [...sayFields(entry), ...sayChecked(entry, "fields")]],
    ["Notes", entry.notes.flatMap((note) => wrapText(note, width))],
  ];
  const shown = sections.filter(([, lines]) => lines.length > 0);
  const head = [
    `${entry.title}   ${entry.id}`,
    ...wrapText(entry.summary, width),
    ...(entry.docs === undefined ? [] : [entry.docs]),
  ];
  return [
    head.join("\n"),
    ...shown.map(([heading, lines]) => [heading, ...lines.map((line) => `  ${line}`)].join("\n")),
  ].join("\n\n");
}

function sayFacts(entry: SourceEntry): string[] {
  const { baseUrl, list, changes, where, throttle } = entry;
  const filter = where === undefined ? [] : [`where     ${JSON.stringify(where)}`];
  const covers =
    list.covers === undefined
      ? []
      : [`          records of ${saySpan(list.covers.back, undefined)} by ${list.covers.over}`];
  const rates = entry.rate
    .map(
      ({ requests, per, for: kind }) =>
        `${requests.toLocaleString("en-US")} requests per ${per}${kind === undefined ? "" : ` for the ${kind}`}`,
    )
    .join(", ");
  const facts: [string, string[]][] = [
    [
      "list",
      [
        `list      ${list.request.method} ${baseUrl}${sayRequest(list.request)}`,
        `          ${sayPage(list.page)}; order ${list.order}; id in ${list.id}`,
        ...covers,
        ...filter,
      ],
    ],
    ["changes", sayChanges(changes)],
    ["lookups", sayLookups(entry)],
    ["children", sayChildren(entry)],
    ["deletes", [`deletes   ${entry.deletes.map(sayDelete).join("; ")}`]],
    ["partition", sayPartition(entry)],
    ["rate", [`rate      ${rates}`]],
    ["throttle", throttle === undefined ? [] : [`throttle  ${sayThrottle(throttle)}`]],
  ];
  return facts.flatMap(([name, lines]) => [...lines, ...sayChecked(entry, name)]);
}

function sayPartition({ partition }: SourceEntry): string[] {
  if (partition === undefined) return [];
  const ids = partition.ids === "inside" ? "ids are unique inside one" : "ids are unique in all of them";
  return [`partition several values of ${partition.over} are read one after the other; ${ids}`];
}

function sayThrottle(throttle: ThrottleFacts): string {
  const where = "header" in throttle ? throttle.header : `${throttle.body} in the body`;
  const reset = throttle.resetHeader === undefined ? "" : `, until ${throttle.resetHeader}`;
  return `status ${throttle.status} with ${where}: ${[throttle.equals].flat().join(" or ")}${reset}`;
}

function sayChecked({ checked }: SourceEntry, name: string): string[] {
  const own = Object.entries(checked).filter(([path]) => path === name || path.startsWith(`${name}.`));
  return own.flatMap(([path, { grade, source }]) => {
    const [first = "", ...rest] = wrapText(`${grade} (${path}): ${source}`, width - 10);
    return [`          ${first}`, ...rest.map((line) => `            ${line}`)];
  });
}

function sayChanges(changes: ChangesFacts): string[] {
  if (changes.kind === "none") return ["changes   none: the API cannot be asked what changed"];
  const field = changeField(changes);
  const sent = "send" in changes && changes.send !== undefined ? `, sent as ${changes.send}` : "";
  const { method } = changes.request;
  const more = [
    ...("bound" in changes ? [`bound ${changes.bound}`] : []),
    ...("back" in changes ? [`${saySpan(changes.back, changes.ahead)} by ${changes.over}`] : []),
    ...("most" in changes ? [`at most ${changes.most} back and ${changes.cap} records`] : []),
    ...(changes.kind === "delta-token" ? [`first token by ${changes.start.by}`] : []),
    ...("types" in changes ? [`${changes.order}, types ${changes.types.join(", ")}`] : []),
    ...("subject" in changes && changes.subject !== undefined
      ? [`about the id in ${sayChoices(changes.subject, ", else ")}`]
      : []),
    ...(changes.resolution === undefined ? [] : [`resolution ${changes.resolution}`]),
    `shown up to ${sayDuration(lagMs(changes))} late`,
  ];
  return [
    `changes   ${changes.kind}${field === undefined ? "" : ` by ${field}`}${sent}, ${method} ${sayRequest(changes.request)}`,
    `          ${[sayPage(changes.page), ...more].join("; ")}`,
  ];
}

function sayLookups({ lookups }: SourceEntry): string[] {
  return Object.entries(lookups ?? {}).flatMap(
    ([name, { request, page, inside, id, value, most }], index) => {
      const entries = inside === undefined ? "" : `in ${inside} of each, `;
      return [
        `${index === 0 ? "lookups" : ""}`.padEnd(10) +
          `${name}, ${request.method} ${sayRequest(request)}; ${sayPage(page)}`,
        `          ${entries}${id} is called ${sayChoices(value, ", else ")}; at most ${most} entries`,
      ];
    },
  );
}

function sayChildren({ children }: SourceEntry): string[] {
  return Object.entries(children ?? {}).flatMap(
    ([name, { request, page, list, more, holds, most }], index) => [
      `${index === 0 ? "children" : ""}`.padEnd(10) +
        `${name}, ${request.method} ${sayRequest(request)}; ${sayPage(page)}`,
      `          a record holds ${holds} in ${list}, and ${more} if there are more; at most ${most}`,
    ],
  );
}

function sayDelete(fact: DeleteFacts): string {
  if (fact.kind === "sweep") return "sweep: a deleted record is no longer listed";
  if (fact.kind === "event") return `event: of type ${fact.types.join(" or ")}`;
  if (fact.kind === "delete-log")
    return `delete-log: ${sayRequest(fact.request)} by ${fact.field}, of ${fact.subject}, shown up to ${sayDuration(parseDuration(fact.lag) ?? 0)} late`;
  if (fact.kind === "flag")
    return `flag: in the list and among the changes, when ${JSON.stringify(fact.when)}`;
  return `tombstone: among the changes, when ${JSON.stringify(fact.when)}`;
}

function sayRequest({ path, query }: RequestFacts): string {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${value}`);
  return pairs.length === 0 ? path : `${path}?${pairs.join("&")}`;
}

/** Kinds of pages whose name does not say it all. */
const pageWords: Readonly<Partial<Record<PageFacts["kind"], string>>> = {
  single: "one answer",
  page: "pages by number",
  relay: "pages of a GraphQL connection",
};

function sayPage({ kind, size }: PageFacts): string {
  const each = size === undefined ? "" : `, ${size.value} each`;
  return `${pageWords[kind] ?? `pages by ${kind}`}${each}`;
}

function sayAuth(auth: AuthFacts, isRecommended: boolean): string[] {
  if (auth.kind === "none") return ["none: the API is public"];
  const names = typeof auth.env === "string" ? auth.env : `${auth.env.clientId} and ${auth.env.clientSecret}`;
  const head = `${auth.kind}: ${auth.label === undefined ? names : `${auth.label} in ${names}`}${isRecommended ? " (recommended)" : ""}`;
  const more = [auth.needs, auth.help].filter((text) => text !== undefined);
  return [head, ...more.flatMap((text) => wrapText(text, width - 10)).map((line) => `          ${line}`)];
}

function sayFields({ fields, database }: SourceEntry): string[] {
  const longest = Math.max(...fields.map(({ name }) => name.length));
  return fields.map(({ name, type, from, lookup }) => {
    const key = name === database.primaryKey ? "   the row's key" : "";
    return `${name.padEnd(longest)}  ${type.padEnd(11)}  ${sayChoices(from, ", else ")}${lookup === undefined ? "" : `, called as in ${lookup}`}${key}`;
  });
}
