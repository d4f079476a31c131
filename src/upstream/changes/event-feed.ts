import { parseDuration } from "../../source/duration.ts";
import { pathNames } from "../../source/path.ts";
import { deletingTypes } from "../../source/told.ts";
import { compareIds } from "../../world/ids.ts";
import { withValue } from "../../world/nested.ts";
import { shareOf } from "../../world/random.ts";
import type { DataRecord, Version, World } from "../../world/types.ts";
import { readPageSize, roomOf } from "../page-size.ts";
import { moreFlag } from "../paging/more.ts";
import { firstIndex } from "../paging/token-walk.ts";
import { isRefusal, type Row, type Tools } from "../parts.ts";
import { isHidden } from "../rows.ts";
import { readBound } from "./bounds.ts";
import { printEntry, readRoute } from "./entries.ts";
import type { ChangeKind, FactsOf } from "./kind.ts";

type Facts = FactsOf<"event-feed">;

const strangerSalt = 7;
const strangers = 0.1;

/** Everything that ever happened, as events that each hold the record as it was then; some are about other things. */
export const eventFeed: ChangeKind<"event-feed"> = {
  isMeant: (facts, asked) => asked.slot("since", facts.send) !== undefined,
  select({ facts, asked, tools, test }) {
    const { knobs, plan } = tools;
    const bound = readBound(facts, asked, "since");
    if (bound !== undefined && typeof bound !== "number") return bound;
    const since = knobs.filter === "ignored" ? -Infinity : (bound ?? -Infinity);
    const oldest = asked.now - (knobs.retentionMs ?? parseDuration(facts.retention ?? "") ?? Infinity);
    const isInclusive = (knobs.bound ?? facts.bound) === "gte";
    const tellsDeletes = deletingTypes(plan.source.deletes).length > 0;
    const log = logOf(tools.world);
    const from = firstIndex(log, (version) => timeOf(version, facts, tools) >= since);
    const rows = log.slice(from).flatMap((version, place): Row[] => {
      if (version.saidAt !== undefined) return [];
      const [index, sort] = [from + place, timeOf(version, facts, tools)];
      if (!isInclusive && sort === since) return [];
      if (version.at < oldest || version.visibleAt > asked.now || !test.holds(version)) return [];
      if (knobs.outage || isHidden(version.id, knobs)) return [];
      if (version.what === "delete" && !tellsDeletes) return [];
      const id = `evt_${String(index).padStart(9, "0")}`;
      const row = { version, id, isNoise: false, sort };
      const isBeside = shareOf(`${version.id} ${version.number}`, strangerSalt) < strangers;
      return isBeside ? [row, { ...row, id: `${id}x`, isNoise: true }] : [row];
    });
    const isDescending = facts.order === "newest-first";
    return { rows: isDescending ? rows.reverse() : rows, isDescending, isMoving: false };
  },
  page({ facts, asked, selection, tools, take }) {
    const print = (row: Row): DataRecord => printEvent(facts, tools, row);
    const above = facts.upward === undefined ? null : asked.query.get(facts.upward);
    if (above === null) {
      const page = take(asked, { ...tools, idStyle: "text" });
      return isRefusal(page) ? page : { ...page, print };
    }
    const size = readPageSize(facts.page, asked);
    if (typeof size !== "number") return size;
    // Those right above the event, still with the newest first.
    const newer = selection.rows.filter(({ id }) => compareIds(id, above) > 0);
    const rows = newer.slice(-roomOf(size, tools.knobs));
    const more = "more" in facts.page ? facts.page.more : undefined;
    return { rows, members: moreFlag(more, rows.length < newer.length, tools.knobs), print };
  },
  routes: readRoute,
};

function printEvent(facts: Facts, tools: Tools, row: Row): DataRecord {
  const entry = row.isNoise ? stranger(facts) : printEntry(facts, tools, row);
  const dated = withValue(entry, namesOf(facts.field), tools.times.print(row.sort));
  return withValue(dated, namesOf(facts.id), row.id);
}

/** An event about something else. */
function stranger({ type, except }: Facts): DataRecord {
  return withValue({}, namesOf(type), (except[0] ?? "something.else").replace("*", "happened"));
}

function timeOf(version: Version, facts: Facts, { knobs }: Tools): number {
  const step = Math.max(1, knobs.resolutionMs ?? parseDuration(facts.resolution) ?? 1);
  return Math.floor(version.at / step) * step;
}

function namesOf(path: string): string[] {
  return pathNames(path) ?? [];
}

const logs = new WeakMap<World, Version[]>();

/** Every version there ever was, in the order in which they happened. */
function logOf(world: World): readonly Version[] {
  const known = logs.get(world);
  if (known) return known;
  const log = world.ids().flatMap((id) => [...world.history(id)]);
  log.sort((one, other) => one.at - other.at);
  logs.set(world, log);
  world.watch((version) => void log.push(version));
  return log;
}
