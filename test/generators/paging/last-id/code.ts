/** One page of all orders, in an order that does not move. */
async function listAcmeOrders(at?: string) {
	const url = endpoint(acmeUrl, "/v1/orders", { limit: "100", starting_after: at });
	const { body, headers } = await acmeGet(url);
	const records = recordsAt<AcmeOrder>(body, ["data"]);
	return {
		records: records.filter((order) => order.test == null),
		next: flagAt(body, ["has_more"]) === false ? undefined : idAfter(records, (order) => order.id),
		now: serverTime(headers),
	};
}
