import type { DatabaseInfo } from "../run/manifest.ts";
import { readChange } from "../run/changes.ts";
import type { PageResult } from "../notion/types.ts";
import { lookupsOf } from "../plan/lookups.ts";
import { createUpstream } from "../upstream/upstream.ts";
import { createRandom } from "../world/random.ts";
import { idsIn } from "../world/directories.ts";
import type { DataRecord, DirectoryEntry, Version, World } from "../world/types.ts";
import type { InstalledClock } from "./clock.ts";
import { chooseExpectation, type Choice } from "./expect/choose.ts";
import { learnedRows, type LearnedUpsert } from "./expect/learned.ts";
import { plannedRows } from "./expect/planned.ts";
import type { Expectation, Finding, Stage } from "./types.ts";
import type { SimulatedWorker } from "./worker.ts";

export type ExpectationOptions = {
  stage: Stage;
  worker: SimulatedWorker;
  clock: InstalledClock;
  database: DatabaseInfo;
};

/** What the rows of a stage should be, and where the code and the plan disagree about that: wrong in generated code, else to be known. */
export type StageExpectation = Expectation & {
  findings(): readonly Finding[];
  notes(): readonly string[];
};

/** Enough versions to meet the code's branches: as created, as edited, and as emptied. */
const mostVersions = 4;
const mostPages = 20;

/**
 * Judges by the plan where the code agrees with it on a few records, else by what the code itself writes. It decides
 * when it is asked first, which is to be after the scenario: it runs the worker on sources of its own.
 */
export function createExpectation(options: ExpectationOptions): StageExpectation {
  let choice: Promise<Choice> | undefined;
  let told: Pick<Choice, "findings" | "notes"> = { findings: [], notes: [] };
  return {
    findings: () => told.findings,
    notes: () => told.notes,
    async rowOf(version) {
      choice ??= choose(options);
      told = await choice;
      return (await choice).expectation.rowOf(version);
    },
  };
}

async function choose(options: ExpectationOptions): Promise<Choice> {
  const { stage, database } = options;
  const { subject, upstream } = stage;
  const { plan } = subject;
  const versions = new WeakMap<DataRecord, Version>();
  const print = (version: Version): DataRecord => {
    const record = upstream.print(version);
    versions.set(record, version);
    return record;
  };
  const { directories } = stage.world;
  const planned = plannedRows({ plan, print, partitionOf: upstream.partitionOf, directories });
  // A delta alone would not look back as far as these records are old.
  if (subject.walk === undefined) return { kind: "planned", expectation: planned, notes: [], findings: [] };
  const { properties } = database;
  const ask = (record: DataRecord): Promise<LearnedUpsert[]> =>
    askCode(options, { version: versions.get(record), key: subject.walk ?? "" });
  return chooseExpectation({
    planned,
    learned: learnedRows({ ask, print, properties }),
    versions: pickVersions(stage.world),
    ...{ plan, properties, isGenerated: subject.isGenerated === true },
  });
}

function pickVersions(world: World): Version[] {
  const all = world
    .ids()
    .flatMap((id) => world.history(id))
    .filter(({ what }) => what !== "delete");
  const fewest = (version: Version): number =>
    Object.values(version.values).filter((value) => value !== null && value !== undefined).length;
  const emptiest = all.reduce<Version | undefined>(
    (found, version) => (found === undefined || fewest(version) < fewest(found) ? version : found),
    undefined,
  );
  const edited = all.find(({ what }) => what === "edit");
  const picked = [all[0], edited, emptiest, all.at(-1)].filter((version) => version !== undefined);
  return [...new Set(picked)].slice(0, mostVersions);
}

type Question = { version: Version | undefined; key: string };

/** Runs a sync from its beginning on a calm source with one record; gives what it writes about it. */
async function askCode(
  { stage: { subject, world, upstream: real }, worker, clock }: ExpectationOptions,
  { version, key }: Question,
): Promise<LearnedUpsert[]> {
  if (version === undefined) return [];
  const { plan, sample } = subject;
  const upstream = createUpstream({
    ...{ plan, sample, clock, world: worldOf(version, { plan, directories: world.directories }) },
    random: createRandom(1),
    noise: 0,
    knobs: { movedTo: real.knobs.movedTo },
    accepts: "any",
  });
  worker.connect({ upstream, origins: new Set([new URL(plan.source.baseUrl).origin]) });
  const upserts: LearnedUpsert[] = [];
  let state: unknown;
  for (let page = 0; page < mostPages; page += 1) {
    const { changes, hasMore, nextState }: PageResult = await clock.settle(worker.execute(key, state));
    upserts.push(...changes.map(readChange).filter((change) => change.type === "upsert"));
    if (!hasMore) break;
    state = nextState;
  }
  return upserts;
}

function worldOf(
  version: Version,
  { plan, directories }: Pick<World, "directories"> & Pick<Stage["subject"], "plan">,
): World {
  const one = [version];
  const never = (): never => {
    throw new Error("This world does not change.");
  };
  return {
    ...{ create: never, edit: never, remove: never, restore: never },
    alive: () => [version.id],
    history: (id) => (id === version.id ? one : []),
    ids: () => [version.id],
    visible: () => one,
    truth: () => one,
    watch: () => undefined,
    directories: { ...directories, entries: entriesFor },
  };

  /** What the record's own ids stand for at the version's own moment, however long the directory is. */
  function entriesFor(name: string): readonly DirectoryEntry[] {
    const lookup = lookupsOf(plan).find((each) => each.name === name);
    const ids = idsIn(version.values, lookup?.fields ?? []);
    return directories.entries(name, version.at).filter(({ id }) => ids.includes(id));
  }
}
