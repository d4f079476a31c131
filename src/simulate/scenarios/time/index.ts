import type { Scenario } from "../../types.ts";
import { busySecond } from "./busy-second.ts";
import { clockAhead1m } from "./clock-ahead-1m.ts";
import { clockAhead20s } from "./clock-ahead-20s.ts";
import { clockAhead30m } from "./clock-ahead-30m.ts";
import { clockAhead5m } from "./clock-ahead-5m.ts";
import { clockAheadAndQuiet } from "./clock-ahead-and-quiet.ts";
import { clockBehind1m } from "./clock-behind-1m.ts";
import { clockBehind20s } from "./clock-behind-20s.ts";
import { clockBehind5m } from "./clock-behind-5m.ts";
import { dated2099 } from "./dated-2099.ts";
import { dated2099ThenCorrected } from "./dated-2099-then-corrected.ts";
import { fallBackHour } from "./fall-back-hour.ts";
import { garbageChangeTime } from "./garbage-change-time.ts";
import { ignoredTieBreak } from "./ignored-tie-break.ts";
import { microseconds } from "./microseconds.ts";
import { noDateHeader } from "./no-date-header.ts";
import { noFractions } from "./no-fractions.ts";
import { nullChangeTime } from "./null-change-time.ts";
import { resolution1m } from "./resolution-1m.ts";
import { resolution1s } from "./resolution-1s.ts";
import { shuffledPage } from "./shuffled-page.ts";
import { shuffledTies } from "./shuffled-ties.ts";
import { silentChange } from "./silent-change.ts";
import { zoneOffsetEast } from "./zone-offset-east.ts";
import { zoneOffset } from "./zone-offset.ts";

/** What change times say, and whose clock they are from. */
export const timeScenarios: readonly Scenario[] = [
  busySecond,
  shuffledTies,
  ignoredTieBreak,
  resolution1s,
  resolution1m,
  microseconds,
  noFractions,
  zoneOffset,
  zoneOffsetEast,
  fallBackHour,
  clockAhead20s,
  clockAhead1m,
  clockAhead5m,
  clockAhead30m,
  clockBehind20s,
  clockBehind1m,
  clockBehind5m,
  clockAheadAndQuiet,
  noDateHeader,
  nullChangeTime,
  garbageChangeTime,
  shuffledPage,
  silentChange,
  dated2099,
  dated2099ThenCorrected,
];
