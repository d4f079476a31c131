/** What is read of an event. */
type AcmeCustomerEvent = {
	created?: number | null;
	id?: string | number | null;
	type?: string | null;
	data?: { object?: { id?: string | number | null } | null } | null;
};

/** A customer as it is now, and when that was; undefined if there is none. */
async function readAcmeCustomer(id: string) {
	const url = endpoint(acmeUrl, `/customers/${segment(id)}`, {});
	const answer = await acmeGet(url).catch(gone([404, 410]));
	if (!answer) return undefined;
	const customer = recordAt<AcmeCustomer>(answer.body, []);
	// The id of a customer that was merged into another may lead to that one.
	if (String(customer.id) !== id) return undefined;
	if (customer.deleted === true) return undefined;
	return { customer, readAt: serverTime(answer.headers) };
}

/**
 * What a page of events means for the rows: one change per customer, by its last event. Each
 * customer is read again, as it is now.
 */
async function acmeCustomerChanges(entries: AcmeCustomerEvent[]) {
	const relevant = entries.filter((entry) =>
		isOfType(entry.type, ["customer.created", "customer.updated", "customer.deleted"]),
	);
	const changes = [];
	for (const entry of latestById(
		relevant.reverse(),
		(entry) => entry.data?.object?.id,
		(entry) => epochOf(entry.created),
	)) {
		const key = String(entry.data?.object?.id);
		const found = await readAcmeCustomer(key);
		if (found) changes.push(toAcmeCustomer(found.customer, found.readAt));
		else if (isDeletedAcmeCustomer(entry)) changes.push({ type: "delete" as const, key });
	}
	return changes;
}

// Incremental, every 5 minutes: the events since 10 minutes before the newest one known, by the
// feed's own times, so one that shows up late is still read. An event only says which customer to
// read again, so no old state of it is ever written. The first cycle looks back 1 day.
worker.sync("acmeCustomersDelta", {
	database: acmeCustomers,
	mode: "incremental",
	schedule: "5m",
	execute: async (
		state: EventFeed<string, string> | undefined,
	): Promise<SyncExecutionResult<"ID", EventFeed<string, string>>> => {
		const scan = resumeScan(state, acmeCustomersOverlap, 24 * 60 * 60_000);
		if (state?.v === 1 && state.listing) {
			const { listing, ...known } = state;
			const page = await listAcmeCustomers(listing.at).catch(
				expired(listing.at, [400, 404, 410, 422]),
			);
			if (!page)
				return listAnew(known, listing, "The API refused the next page (HTTP 400/404/410/422)");
			const readAt = earlier(page.now, acmeCustomersOverlap);
			const changes = latestAcmeCustomers(page.records).map((customer) =>
				toAcmeCustomer(customer, readAt),
			);
			return { changes, hasMore: true, nextState: { ...known, ...listOn(listing, page) } };
		}
		const { since, at } = scan;
		const page = await changedAcmeCustomers(since, at).catch(expired(at, [400, 404, 410, 422]));
		if (!page) return restartScan(scan, "The place in the feed expired");
		// Acme keeps events for 30 days. If the newest one known is older, some are gone for good.
		if (
			at === undefined &&
			scan.high !== undefined &&
			isBefore(scan.high, earlier(page.now, 30 * 24 * 60 * 60_000))
		) {
			listedAgain(
				"The feed no longer has what happened since the last run",
				"acmeCustomersBackfill",
			);
			return { changes: [], hasMore: true, nextState: { v: 1, high: page.now, listing: {} } };
		}
		const seen = scanned(
			scan,
			page.records.map((entry) => epochOf(entry.created)),
			page.now,
		);
		const changes = await acmeCustomerChanges(page.records);
		if (page.next === undefined) return finishScan(seen, changes);
		return nextInScan(seen, changes, { since, at: page.next });
	},
});
