/** One page of all orders, in an order that does not move. */
async function listAcmeOrders(at: Numbered = { number: 1, empty: 0 }) {
	const url = endpoint(acmeUrl, "/orders", { sort: "id", per_page: "100", page: at.number });
	const { body, headers } = await acmeGet(url);
	const records = recordsAt<AcmeOrder>(body, ["orders"]);
	return {
		records,
		...numberedAfter(at, records, { pages: textAt(body, ["meta", "pages"]) }),
		total: Number(textAt(body, ["meta", "total"]) ?? Number.NaN),
		now: serverTime(headers),
	};
}

/** One page of the orders that changed since a time, oldest change first. */
async function changedAcmeOrders(since: string, at: Restart = { since, number: 1, empty: 0 }) {
	const url = endpoint(acmeUrl, "/orders", {
		sort: "updated_at",
		per_page: "100",
		updated_after: at.since,
		page: at.number,
	});
	const { body, headers } = await acmeGet(url);
	const records = recordsAt<AcmeOrder>(body, ["orders"]);
	return {
		records,
		...restartAfter(
			at,
			records,
			{ time: (order) => order.updated_at, id: (order) => order.id },
			{ pages: textAt(body, ["meta", "pages"]), resolution: 1_000, back: 1_000 },
		),
		now: serverTime(headers),
	};
}
