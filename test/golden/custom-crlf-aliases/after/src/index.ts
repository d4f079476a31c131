import { Worker as W, type SyncExecutionResult as Result, type SyncChangeUpsert } from "@notionhq/workers";
import * as S from "@notionhq/workers/schema";
import {
    advance,
    checkboxOf,
    dateOf,
    dateTimeOf,
    type Delta,
    each,
    earlier,
    emailOf,
    endpoint,
    epochOf,
    expired,
    fetchJson,
    finishWalk,
    latestById,
    movedOn,
    nextPage,
    numberOf,
    phoneOf,
    recordsAt,
    restartWalk,
    resumeDelta,
    resumeWalk,
    selectOf,
    serverTime,
    textAt,
    textOf as textOf2,
    titleOf,
    tokenAfter,
    updatedStamp,
    type Walk,
    wholeSeconds,
} from "./sync-helpers.js";

export const hub = new W();
export default hub;

function textOf(value: Result<"ID">): string {
    return JSON.stringify(value) + String(S.title().type);
}

export const shown = textOf({ changes: [], hasMore: false });

// Notion keeps the secret and adds it to requests to Acme; it never reaches this code.
hub.credential("ACME_API_KEY", {
    network: [
        { domain: "api.acme.example", transform: [{ headers: { "X-Api-Key": "{{credential}}" } }] },
    ],
});

const acmeOrdersProperties = {
    Order: S.title(),
    Status: S.select([{ name: "Open" }, { name: "Shipped" }]),
    Customer: S.richText(),
    "E-mail": S.email(),
    Phone: S.phoneNumber(),
    Total: S.number("euro"),
    Items: S.number(),
    Skus: S.richText(),
    Paid: S.checkbox(),
    Placed: S.date(),
    "Ships on": S.date(),
    "Order ID": S.richText(),
};

const acmeOrders = hub.database("acmeOrders", {
    type: "managed",
    initialTitle: "Orders",
    primaryKeyProperty: "Order ID",
    schema: { properties: acmeOrdersProperties },
});

// At most 10 requests a second to Acme; every sync that calls it shares this pacer.
const acmeApi = hub.pacer("acmeApi", { allowedRequests: 10, intervalMs: 1_000 });

const acmeUrl = "https://api.acme.example/v2";

/** One GET, paced; Notion signs it on the way. */
async function acmeGet(url: string) {
    await acmeApi.wait();
    return fetchJson(url, {
        headers: {
            Accept: "application/json",
        },
    });
}

/** What is read of an order. Anything may be missing; the helpers take it as it comes. */
type AcmeOrder = {
    id?: string | number | null;
    number?: string | null;
    status?: unknown;
    customer?: { name?: string | null; email?: string | null; phone?: string | null } | null;
    total?: { amount?: number | null } | null;
    lines?: ({ sku?: string | null } | null)[] | null;
    paid?: boolean | null;
    placed_epoch?: number | null;
    ships_on?: string | null;
    updated_at?: string | null;
};

/**
 * The row of an order. An empty value is sent as [], which clears it; leaving it out would keep
 * the old one.
 */
function toAcmeOrder(order: AcmeOrder): SyncChangeUpsert<"Order ID", typeof acmeOrdersProperties> {
    return {
        type: "upsert",
        key: String(order.id),
        ...updatedStamp(order.updated_at),
        properties: {
            Order: titleOf(order.number, "(no number)"),
            Status: selectOf(order.status, { open: "Open", shipped: "Shipped" }),
            Customer: textOf2(order.customer?.name || order.customer?.email),
            "E-mail": emailOf(order.customer?.email),
            Phone: phoneOf(order.customer?.phone),
            Total: numberOf(order.total?.amount),
            Items: numberOf(order.lines?.length),
            Skus: textOf2(each(order.lines, (item) => item.sku).join(", ")),
            Paid: checkboxOf(order.paid),
            Placed: dateTimeOf(epochOf(order.placed_epoch)),
            "Ships on": dateOf(order.ships_on),
            "Order ID": textOf2(order.id),
        },
    };
}

/** One record per order of a page, the newest. */
const latestAcmeOrders = (records: AcmeOrder[]): AcmeOrder[] =>
    latestById(
        records,
        (order) => order.id,
        (order) => order.updated_at,
    );

/** Whether the API says that an order was deleted. */
const isDeletedAcmeOrder = (order: AcmeOrder): boolean => order.status === "deleted";

/** One page of all orders, in an order that does not move. */
async function listAcmeOrders(at?: string) {
    const url = endpoint(acmeUrl, "/orders", {
        sort: "created",
        "page[size]": "50",
        "page[after]": at,
    });
    const { body, headers } = await acmeGet(url);
    const records = recordsAt<AcmeOrder>(body, ["data", "items"]);
    return {
        records,
        next: tokenAfter(at, records, textAt(body, ["meta", "after"])),
        now: serverTime(headers),
    };
}

/** One page of the orders that changed since a time, oldest change first. */
async function changedAcmeOrders(since: string, at?: string) {
    const url = endpoint(acmeUrl, "/orders", {
        sort: "updated",
        "page[size]": "50",
        updated_after: wholeSeconds(since),
        "page[after]": at,
    });
    const { body, headers } = await acmeGet(url);
    const records = recordsAt<AcmeOrder>(body, ["data", "items"]);
    return {
        records,
        next: tokenAfter(at, records, textAt(body, ["meta", "after"])),
        now: serverTime(headers),
    };
}

// How far a cycle goes back behind what it has already seen. Acme may show a change 2 minutes late,
// and what a sweep took by mistake comes back this way.
const acmeOrdersOverlap = 15 * 60_000;

// Replace, when somebody triggers it: the full walk that loads every order and, when it ends, lets
// Notion remove the rows it did not see. A walk that looks partial refuses to end. Deleted orders
// show up among the changes, so the delta removes their rows.
hub.sync("acmeOrdersBackfill", {
    database: acmeOrders,
    mode: "replace",
    schedule: "manual",
    execute: async (
        state: Walk<string, string> | undefined,
    ): Promise<Result<"Order ID", Walk<string, string>>> => {
        const walk = resumeWalk(state);
        if (walk.tail) {
            const { since, at } = walk.tail;
            const page = await changedAcmeOrders(since, at).catch(
                expired(at, [400, 404, 410, 422]),
            );
            if (!page)
                return restartWalk(walk, "The API refused the next page (HTTP 400/404/410/422)");
            const changes = latestAcmeOrders(page.records)
                .filter((order) => !isDeletedAcmeOrder(order))
                .map(toAcmeOrder);
            if (page.next !== undefined) {
                return nextPage(walk, changes, { tail: { since, at: page.next } });
            }
            return finishWalk(walk, walk.seen ?? 0, changes, { key: "acmeOrdersBackfill" });
        }
        const page = await listAcmeOrders(walk.at).catch(expired(walk.at, [400, 404, 410, 422]));
        if (!page) return restartWalk(walk, "The API refused the next page (HTTP 400/404/410/422)");
        const seen = (walk.seen ?? 0) + page.records.length;
        const changes = latestAcmeOrders(page.records)
            .filter((order) => !isDeletedAcmeOrder(order))
            .map(toAcmeOrder);
        const startedAt = walk.startedAt ?? page.now;
        if (page.next !== undefined) {
            return nextPage(walk, changes, { startedAt, seen, at: page.next });
        }
        // What changed during the walk is read once more, so that the sweep at its end takes none of it.
        return nextPage(walk, changes, {
            seen,
            tail: { since: earlier(startedAt, acmeOrdersOverlap) },
        });
    },
});

// Incremental, every 10 minutes: only what changed. A cycle starts 15 minutes behind the newest
// change ever seen, never at the worker's clock, so a change that shows up late is still read. The
// first one looks back 2 days.
hub.sync("acmeOrdersDelta", {
    database: acmeOrders,
    mode: "incremental",
    schedule: "10m",
    execute: async (
        state: Delta<string> | undefined,
    ): Promise<Result<"Order ID", Delta<string>>> => {
        const { since, at, mark, known } = resumeDelta(
            state,
            acmeOrdersOverlap,
            2 * 24 * 60 * 60_000,
        );
        const page = await changedAcmeOrders(since, at).catch(expired(at, [400, 404, 410, 422]));
        if (!page) return { changes: [], hasMore: false, nextState: known };
        const changes = latestAcmeOrders(page.records).map((order) =>
            isDeletedAcmeOrder(order)
                ? { type: "delete" as const, key: String(order.id) }
                : toAcmeOrder(order),
        );
        const seen = advance(
            known,
            page.records.map((order) => order.updated_at),
            page.now,
        );
        if (page.next === undefined) return { changes, hasMore: false, nextState: seen };
        return {
            changes,
            hasMore: true,
            nextState: { ...seen, since, ...movedOn(at, page.next, mark) },
        };
    },
});
