import type {
  AuthFacts,
  AuthUnit,
  ArchitectureUnit,
  ChangesFacts,
  ChangesUnit,
  DeleteFacts,
  DeletesUnit,
  PageFacts,
  PagingUnit,
} from "../src/kit.ts";
import { backfillDelta } from "./architecture/backfill-delta.ts";
import { replace } from "./architecture/replace.ts";
import { basic } from "./auth/basic.ts";
import { bearer } from "./auth/bearer.ts";
import { header } from "./auth/header.ts";
import { none } from "./auth/none.ts";
import { oauthCode } from "./auth/oauth-code.ts";
import { deltaToken } from "./changes/delta-token.ts";
import { eventFeed } from "./changes/event-feed.ts";
import { lookback } from "./changes/lookback.ts";
import { newestFirst } from "./changes/newest-first.ts";
import { rollingWindow } from "./changes/rolling-window.ts";
import { sinceSorted } from "./changes/since-sorted.ts";
import { sinceWindow } from "./changes/since-window.ts";
import { deleteLog } from "./deletes/delete-log.ts";
import { event } from "./deletes/event.ts";
import { flag } from "./deletes/flag.ts";
import { sweep } from "./deletes/sweep.ts";
import { tombstone } from "./deletes/tombstone.ts";
import { cursor } from "./paging/cursor.ts";
import { keyset } from "./paging/keyset.ts";
import { lastId } from "./paging/last-id.ts";
import { linkHeader } from "./paging/link-header.ts";
import { nextUrl } from "./paging/next-url.ts";
import { offset } from "./paging/offset.ts";
import { page } from "./paging/page.ts";
import { relay } from "./paging/relay.ts";
import { single } from "./paging/single.ts";

// The only file that knows every unit. Lists are in the order in which they are offered.

export const architectures: readonly ArchitectureUnit[] = [backfillDelta, replace];

const paging: { [Kind in PageFacts["kind"]]: PagingUnit<Kind> } = {
  single,
  cursor,
  "next-url": nextUrl,
  "link-header": linkHeader,
  "last-id": lastId,
  page,
  offset,
  keyset,
  relay,
};
const changes: { [Kind in Exclude<ChangesFacts["kind"], "none">]: ChangesUnit<Kind> } = {
  "since-sorted": sinceSorted,
  "delta-token": deltaToken,
  "event-feed": eventFeed,
  "since-window": sinceWindow,
  "newest-first": newestFirst,
  "rolling-window": rollingWindow,
  lookback,
};
const deletes: { [Kind in DeleteFacts["kind"]]: DeletesUnit<Kind> } = {
  sweep,
  tombstone,
  flag,
  event,
  "delete-log": deleteLog,
};
const auths: { [Kind in AuthFacts["kind"]]: AuthUnit<Kind> } = {
  none,
  bearer,
  header,
  basic,
  "oauth-code": oauthCode,
};

/** The unit of a kind. The kinds of the facts and the files of a shelf are the same list, so there always is one. */
export const pagingUnit = (kind: PageFacts["kind"]) => paging[kind] as PagingUnit;
export const changesUnit = (kind: Exclude<ChangesFacts["kind"], "none">) => changes[kind] as ChangesUnit;
export const deletesUnit = (kind: DeleteFacts["kind"]) => deletes[kind] as DeletesUnit;
export const authUnit = (kind: AuthFacts["kind"]) => auths[kind] as AuthUnit;
export const architectureUnit = (id: string) => architectures.find((unit) => unit.id === id) ?? backfillDelta;

export { properties } from "./properties.ts";
