/** One page of all orders, in Acme's own order. */
async function listAcmeOrders(at?: string) {
	const url = endpoint(acmeUrl, "/orders/all", {});
	const { body, headers } = await acmeGet(url);
	const all = recordsAt<AcmeOrder>(body, ["orders"]);
	return {
		...sliceById(all, at, (order) => order.id),
		now: serverTime(headers),
	};
}

/** One page of the orders that changed since a time, oldest change first. */
async function changedAcmeOrders(since: string, at?: Keyset) {
	const url = endpoint(acmeUrl, "/orders/changed", { since: since });
	const { body, headers } = await acmeGet(url);
	const all = recordsAt<AcmeOrder>(body, ["orders"]);
	return {
		...sliceByTime(all, at, { time: (order) => order.updated_at, id: (order) => order.id }),
		now: serverTime(headers),
	};
}
