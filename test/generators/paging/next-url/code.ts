/** One page of all orders, in an order that does not move. */
async function listAcmeOrders(at?: string) {
	const url = at ?? endpoint(acmeUrl, "/orders", { sort: "id", limit: "100" });
	const { body, headers } = await acmeGet(url);
	const records = recordsAt<AcmeOrder>(body, ["items"]);
	return {
		records,
		next: tokenAfter(at, records, nextUrl(body, ["links", "next"], url)),
		now: serverTime(headers),
	};
}

/** One page of the orders that changed since a time, oldest change first. */
async function changedAcmeOrders(since: string, at?: string) {
	const url =
		at ?? endpoint(acmeUrl, "/orders", { sort: "updated_at", limit: "100", updated_since: since });
	const { body, headers } = await acmeGet(url);
	const records = recordsAt<AcmeOrder>(body, ["items"]);
	return {
		records,
		next: flagAt(body, ["done"])
			? undefined
			: tokenAfter(at, records, nextUrl(body, ["links", "next"], url)),
		now: serverTime(headers),
	};
}
