import type { Scenario } from "../types.ts";
import { childrenScenarios } from "./children/index.ts";
import { daysScenarios } from "./days/index.ts";
import { deletesScenarios } from "./deletes/index.ts";
import { lateScenarios } from "./late/index.ts";
import { namesScenarios } from "./names/index.ts";
import { pagesScenarios } from "./pages/index.ts";
import { partitionsScenarios } from "./partitions/index.ts";
import { racesScenarios } from "./races/index.ts";
import { readingScenarios } from "./reading/index.ts";
import { recordsScenarios } from "./records/index.ts";
import { runtimeScenarios } from "./runtime/index.ts";
import { timeScenarios } from "./time/index.ts";
import { transportScenarios } from "./transport/index.ts";

/** Every scenario, from what happens daily to what a person must put right; the order is that of reports. */
export const scenarios: readonly Scenario[] = [
  // The list changes while it is read.
  ...readingScenarios,
  // What change times say, and whose clock they are from.
  ...timeScenarios,
  // Changes that show later than they happened.
  ...lateScenarios,
  // How pages end, and what comes between.
  ...pagesScenarios,
  // Two syncs of one database, and the sweep at the end of a full read.
  ...racesScenarios,
  // Records that go, and come back.
  ...deletesScenarios,
  // Answers that are not what was asked for.
  ...transportScenarios,
  // What happens to single ones of several repositories, calendars or boards.
  ...partitionsScenarios,
  // Odd records.
  ...recordsScenarios,
  // Names that records have only the ids of.
  ...namesScenarios,
  // Lists inside of records that go on beyond what a record holds.
  ...childrenScenarios,
  // What the platform and its people do.
  ...runtimeScenarios,
  // Long stretches of time.
  ...daysScenarios,
];
