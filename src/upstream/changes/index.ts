import type { ChangeStream } from "../../source/changes-schema.ts";
import type { ChangeKind } from "./kind.ts";
import { deltaToken } from "./delta-token.ts";
import { eventFeed } from "./event-feed.ts";
import { lookback } from "./lookback.ts";
import { newestFirst } from "./newest-first.ts";
import { rollingWindow } from "./rolling-window.ts";
import { sinceSorted } from "./since-sorted.ts";
import { sinceWindow } from "./since-window.ts";

/** How each way to learn of changes is served. A new one is a file and a line here. */
export const changeKinds: { [Kind in ChangeStream["kind"]]?: ChangeKind<Kind> } = {
  "since-sorted": sinceSorted,
  "since-window": sinceWindow,
  "newest-first": newestFirst,
  "rolling-window": rollingWindow,
  lookback,
  "delta-token": deltaToken,
  "event-feed": eventFeed,
};
