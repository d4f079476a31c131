import type { Scenario } from "../../types.ts";
import { busyAndLate } from "./busy-and-late.ts";
import { late1m } from "./late-1m.ts";
import { late30s } from "./late-30s.ts";
import { late5m } from "./late-5m.ts";
import { lateALittle } from "./late-a-little.ts";
import { lateAfterEmptyPolls } from "./late-after-empty-polls.ts";
import { lateInAFeed } from "./late-in-a-feed.ts";
import { lateToShow } from "./late-to-show.ts";
import { laterThanTheOverlap } from "./later-than-the-overlap.ts";
import { longTransaction } from "./long-transaction.ts";

/** Changes that show later than they happened. */
export const lateScenarios: readonly Scenario[] = [
  lateALittle,
  busyAndLate,
  lateInAFeed,
  late30s,
  late1m,
  late5m,
  lateToShow,
  laterThanTheOverlap,
  lateAfterEmptyPolls,
  longTransaction,
];
