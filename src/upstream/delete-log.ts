import { parseDuration } from "../source/duration.ts";
import { pathNames } from "../source/path.ts";
import { logOf, type DeleteLogFacts } from "../source/told.ts";
import { printId } from "../world/ids.ts";
import { withValue } from "../world/nested.ts";
import { shareOf } from "../world/random.ts";
import type { DataRecord, Version, World } from "../world/types.ts";
import { readFilter } from "./filters.ts";
import { readOrder } from "./order.ts";
import {
  isRefusal,
  type Asked,
  type Page,
  type Refusal,
  type Route,
  type Row,
  type TakePage,
  type Tools,
} from "./parts.ts";
import { contradicted, satisfied } from "./print.ts";
import { compareRows, isHidden, type RowReader } from "./rows.ts";
import { readTime } from "./times.ts";

type Serving = { log: DeleteLogFacts; tools: Tools; rows: RowReader; take: TakePage };

/** The routes of an API that logs deletions: the log, and the list of those of some records that exist. */
export function logRoutes(tools: Tools, rows: RowReader, take: TakePage): Route[] {
  const log = logOf(tools.plan.source.deletes);
  return log === undefined
    ? []
    : [logRoute({ log, tools, rows, take }), foundRoute({ log, tools, rows, take })];
}

function logRoute({ log, tools, take }: Serving): Route {
  return {
    name: "deletions",
    method: log.request.method,
    facts: log,
    isMeant: () => true,
    page: (asked) => {
      const since = sinceOf(log, asked);
      if (isFault(since)) return since;
      const selection = {
        rows: entriesSince(since, { log, asked, tools }),
        isDescending: false,
        isMoving: false,
      };
      const page = take({
        facts: log,
        asked,
        selection: { ...selection, ...(since !== undefined && { since }) },
        tools,
      });
      return isRefusal(page) ? page : { ...page, print: (row) => printEntry(row, { log, asked, tools }) };
    },
  };
}

/** Those of some records, by their ids, that exist; in the pages and the order of the list. */
function foundRoute({ log, tools, rows, take }: Serving): Route {
  const { list } = tools.plan.source;
  const { request } = log.check;
  const facts = { request, records: list.records, page: list.page };
  const page = (asked: Asked): Page | Refusal => {
    const wanted = new Set((asked.slot("ids") ?? "").split(","));
    const filter = readFilter(asked.query, request, tools.plan);
    const order = readOrder({ query: asked.query, plan: tools.plan, route: "list" });
    const test = (version: Version): boolean =>
      version.what !== "delete" &&
      wanted.has(String(printId(version.id, tools.idStyle))) &&
      filter.holds(version);
    const found = rows({ order, now: asked.now, key: `found ${[...wanted].join()}`, test });
    const selection = { rows: found, isDescending: order.isDescending, isMoving: list.order === "moving" };
    return take({ facts, asked, selection, tools });
  };
  const isMeant = (asked: Asked): boolean => asked.slot("ids") !== undefined;
  return { name: "found", method: request.method, facts, isMeant, page };
}

const isFault = (since: number | Refusal | undefined): since is Refusal => typeof since === "object";

function sinceOf(log: DeleteLogFacts, asked: Asked): number | Refusal | undefined {
  const text = asked.slot("since", log.send) ?? asked.slot("time");
  if (text === undefined) return undefined;
  return readTime(text, log.format) ?? { status: 400, error: `invalid_${log.send ?? "since"}` };
}

type Reading = { log: DeleteLogFacts; asked: Asked; tools: Tools };

const strangers = 0.2;
const strangerSalt = 11;

/** The entries from a time on, oldest first; where the client must tell them apart, also some about other things. */
function entriesSince(since: number | undefined, { log, asked, tools }: Reading): Row[] {
  const { knobs, world } = tools;
  if (knobs.outage) return [];
  const step = Math.max(1, knobs.resolutionMs ?? parseDuration(log.resolution) ?? 1);
  const hasId = log.page.kind === "keyset" && asked.slot("id", log.page.sendId) !== undefined;
  const isInclusive = (hasId && knobs.tieBreak === "honoured") || (knobs.bound ?? log.bound) === "gte";
  const from = since === undefined || knobs.filter === "ignored" ? -Infinity : since;
  const oldest = asked.now - (knobs.retentionMs ?? Infinity);
  const others = hasOthers(log, tools) ? strangers : 0;
  const found = deletionsOf(world).flatMap((version): Row[] => {
    const sort = Math.floor(version.at / step) * step;
    const isAsked = isInclusive ? sort >= from : sort > from;
    if (!isAsked || version.at < oldest || version.visibleAt > asked.now) return [];
    if (isHidden(version.id, knobs)) return [];
    // Ids of entries are in no order, as in most logs.
    const id = Math.floor(shareOf(`${version.id} ${version.number}`, strangerSalt) * 2 ** 40).toString(16);
    const row = { version, id: `d${id.padStart(10, "0")}`, isNoise: false, sort };
    const isBeside = shareOf(row.id, strangerSalt) < others;
    return isBeside ? [row, { ...row, id: `${row.id}x`, isNoise: true }] : [row];
  });
  return found.sort(compareRows);
}

/** Whether answers hold entries about other things: the request does not leave them out by itself, or that is ignored. */
function hasOthers({ only, request }: DeleteLogFacts, { knobs }: Tools): boolean {
  if (only === undefined) return false;
  const asked = JSON.stringify([request.query, request.body ?? {}]);
  return knobs.filter === "ignored" || !("equals" in only) || !asked.includes(String(only.equals));
}

/** An entry; one about other things has the id of a record that is alive, for ids are only unique among their kind. */
function printEntry({ version, id, isNoise, sort }: Row, { log, asked, tools }: Reading): DataRecord {
  const alive = isNoise ? tools.world.visible(asked.now).filter(({ what }) => what !== "delete") : [];
  const other = alive[Math.floor(shareOf(id, strangerSalt) * alive.length)] ?? version;
  const subject = printId(isNoise ? other.id : version.id, tools.idStyle);
  const entry = [
    [log.id, id],
    [log.subject, subject],
    [log.field, printTime(sort, log, tools)],
  ].reduce<DataRecord>(
    (made, [path = "", value]) => withValue(made, pathNames(String(path)) ?? [], value),
    {},
  );
  if (log.only === undefined) return entry;
  return isNoise ? contradicted(entry, log.only) : satisfied(entry, log.only);
}

function printTime(time: number, { printed }: DeleteLogFacts, { times }: Tools): string | number {
  if (printed === "epoch-s") return Math.floor(time / 1000);
  if (printed === "epoch-ms") return Math.floor(time);
  if (printed === "datetime") return new Date(time).toISOString().slice(0, 19).replace("T", " ");
  return times.iso(time, time % 1000 === 0 ? 0 : 3);
}

const logs = new WeakMap<World, Version[]>();

/** Every deletion there ever was, in the order in which they happened. */
function deletionsOf(world: World): readonly Version[] {
  const known = logs.get(world);
  if (known) return known;
  const isDeletion = ({ what }: Version): boolean => what === "delete";
  const log = world.ids().flatMap((id) => world.history(id).filter(isDeletion));
  log.sort((one, other) => one.at - other.at);
  logs.set(world, log);
  world.watch((version) => void (isDeletion(version) && log.push(version)));
  return log;
}
