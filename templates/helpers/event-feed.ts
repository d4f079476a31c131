import type { ChangeScan } from "./change-scan.js";
import type { Listing } from "./listing.js";

/** Where a delta stands in a feed of events; once the feed has forgotten some of them, where the listing is. */
export type EventFeed<Position, ListPosition> = ChangeScan<Position> & { listing?: Listing<ListPosition> };
