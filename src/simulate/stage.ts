import { createNotion } from "../notion/notion.ts";
import type { PlatformSettings } from "../notion/types.ts";
import { defaultKnobs } from "../upstream/knobs.ts";
import { pageSizeOf } from "../upstream/page-size.ts";
import { createUpstream } from "../upstream/upstream.ts";
import type { Knobs, Upstream } from "../upstream/types.ts";
import { createRandom, mixSeeds } from "../world/random.ts";
import type { World } from "../world/types.ts";
import { createWorld } from "../world/world.ts";
import { createBudget, type Budget } from "./budget.ts";
import type { InstalledClock } from "./clock.ts";
import { createPastClock, populate } from "./population.ts";
import { createStarter } from "./starter.ts";
import type { Finding, Scenario, Stage, Subject } from "./types.ts";
import type { SimulatedWorker } from "./worker.ts";

export type StageOptions = {
  subject: Subject;
  worker: SimulatedWorker;
  clock: InstalledClock;
  settings: PlatformSettings;
  seed: number;
  scenario: Pick<Scenario, "name" | "records" | "knobs" | "platform">;
  /** Puts something between the scenario and the world, such as a filter of its changes. */
  wrapWorld?: (world: World) => World;
};

/** A stage with what the one who runs the scenario needs beside. */
export type OpenStage = {
  readonly stage: Stage;
  /** What `check` found. */
  readonly findings: readonly Finding[];
  /** Creates the records there are at the start. */
  populate(): void;
  /** Lets the subject's syncs run by their schedules. */
  release(): void;
  /** Puts every knob back, of the source and of the platform. The source's clock stays as it is: no server's goes back. So does what was moved. */
  calm(): void;
};

const defaultRecords = 23;
const moreThanPages = 3;

/** A source as documented, whose answers take their time. */
const calmKnobs: Readonly<Knobs> = { ...defaultKnobs, latencyMs: 60 };

/**
 * Sets a stage: an empty source, the worker connected to it, and a Notion on which all syncs are paused. Whatever lets
 * time pass throws Spent when the simulation has become too long.
 */
export function createStage(options: StageOptions): OpenStage {
  const { subject, worker, clock, settings, seed, scenario } = options;
  const random = createRandom(mixSeeds(seed, 7));
  const { world, upstream, past } = createSource(options);
  const shown = options.wrapWorld?.(world) ?? world;
  const notion = createNotion({ worker, clock, settings });
  for (const { key } of notion.syncs) notion.pause(key);
  worker.connect({ upstream, origins: new Set([new URL(subject.plan.source.baseUrl).origin]) });
  const calmNotion = { ...notion.knobs };
  Object.assign(notion.knobs, scenario.platform);
  const { count, pages } = countRecords(options);
  const budget = createBudget({ notion, clock, pages });
  const { release, ...starts } = createStarter({ subject, clock, notion, budget });
  const findings: Finding[] = [];
  const stage: Stage = {
    ...{ subject, clock, upstream, notion, random, world: shown },
    ...createTimes({ clock, upstream, budget }),
    ...starts,
    pick() {
      const alive = shown.alive();
      const id = alive[Math.floor(random() * alive.length)];
      if (id === undefined) throw new Error("No record is alive.");
      return id;
    },
    check(holds, message) {
      if (!holds) findings.push({ kind: "check", key: scenario.name, detail: message });
    },
  };
  return {
    stage,
    findings,
    populate: () => populate(shown, past, count),
    release,
    calm() {
      // What a server is does not calm down: its clock, its headers, its address.
      const { skewMs, dateHeader, movedTo } = upstream.knobs;
      Object.assign(upstream.knobs, calmKnobs, { skewMs, dateHeader, movedTo });
      Object.assign(notion.knobs, calmNotion);
    },
  };
}

function createSource({ subject, clock, seed, scenario }: StageOptions): {
  world: World;
  upstream: Upstream;
  past: ReturnType<typeof createPastClock>;
} {
  const { plan, sample } = subject;
  const past = createPastClock(() => clock.now() + upstream.knobs.skewMs);
  const world = createWorld({ plan, sample, seed, now: past.now });
  const upstream: Upstream = createUpstream({
    ...{ plan, sample, world, clock },
    random: createRandom(mixSeeds(seed, 8)),
    knobs: { ...calmKnobs, ...scenario.knobs },
    // Hand-written code gets its credentials under names that no plan knows.
    accepts: "any",
  });
  return { world, upstream, past };
}

/** How many records there are at the start, and how many pages of the list they fill; `pages` are meant in each partition. */
export function countRecords({
  subject,
  scenario: { records = defaultRecords },
}: Pick<StageOptions, "subject" | "scenario">): { count: number; pages: number } {
  const { list, partitions = [""] } = subject.plan.source;
  const size = pageSizeOf(list.page);
  const parts = partitions.length;
  const count = typeof records === "number" ? records : parts * records.pages * size + moreThanPages;
  return { count, pages: Math.ceil(count / size) + parts - 1 };
}

/** How a scenario lets time pass, and puts something into it. */
function createTimes({
  clock,
  upstream,
  budget,
}: {
  clock: InstalledClock;
  upstream: Upstream;
  budget: Budget;
}): Pick<Stage, "wait" | "later" | "beforeRequest"> {
  return {
    wait: (ms) => budget.run(clock.now() + ms),
    later: (ms, what) => void clock.at(clock.now() + ms, budget.guard(what)),
    beforeRequest(n, what, route = "list") {
      let count = 0;
      upstream.onRequest((exchange) => {
        if (exchange.route !== route) return;
        count += 1;
        if (count === n) budget.guard(what)();
      });
    },
  };
}
