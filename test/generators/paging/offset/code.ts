/** One page of all orders, in an order that does not move. */
async function listAcmeOrders(at: Numbered = { number: 0, empty: 0 }) {
	const url = endpoint(acmeUrl, "/orders", { sort: "created_at", limit: "100", offset: at.number });
	const { body, headers } = await acmeFetch(url);
	const records = recordsAt<AcmeOrder>(body, ["results"]);
	return {
		records,
		...numberedAfter(at, records, { more: flagAt(body, ["has_more"]), size: 100 }),
		now: serverTime(headers),
	};
}

/** One page of the orders that changed since a time, oldest change first. */
async function changedAcmeOrders(since: string, at: Restart = { since, number: 0, empty: 0 }) {
	const url = endpoint(acmeUrl, "/orders/search", {});
	const { body, headers } = await acmeFetch(url, {
		filters: [{ field: "updated_at", operator: "GTE", value: epochMilliseconds(at.since) }],
		sorts: [{ field: "updated_at", direction: "ASCENDING" }],
		limit: 100,
		after: at.number,
	});
	const records = recordsAt<AcmeOrder>(body, ["results"]);
	return {
		records,
		...restartAfter(
			at,
			records,
			{ time: (order) => order.updated_at, id: (order) => order.id },
			{ size: 100, last: 9_900, first: 0, resolution: 1_000, back: 0 },
		),
		now: serverTime(headers),
	};
}
