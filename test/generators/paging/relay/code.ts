/** One page of all orders, in an order that does not move. */
async function listAcmeOrders(at?: string) {
	const url = endpoint(acmeUrl, "/graphql", {});
	const { body, headers } = await acmeFetch(url, {
		query: `query Orders($first: Int, $after: String, $filter: OrderFilter) {
  orders(first: $first, after: $after, filter: $filter) {
    nodes { id number total updated_at }
    pageInfo { hasNextPage endCursor }
  }
}
`,
		variables: { first: 100, after: at },
	});
	refuseErrors(body, headers);
	const records = recordsAt<AcmeOrder>(body, ["data", "orders", "nodes"]);
	return {
		records,
		next:
			flagAt(body, ["data", "orders", "pageInfo", "hasNextPage"]) === false
				? undefined
				: tokenAfter(at, records, textAt(body, ["data", "orders", "pageInfo", "endCursor"])),
		now: serverTime(headers),
	};
}

/** One page of the orders that changed since a time, oldest change first. */
async function changedAcmeOrders(since: string, at?: string) {
	const url = endpoint(acmeUrl, "/graphql", {});
	const { body, headers } = await acmeFetch(url, {
		query: `query ChangedOrders($first: Int, $after: String, $filter: OrderFilter) {
  orders(first: $first, after: $after, filter: $filter, orderBy: updated_at) {
    nodes { id number total updated_at }
    pageInfo { hasNextPage endCursor }
  }
}
`,
		variables: { first: 100, after: at, filter: { updated_at: { gte: since } } },
	});
	refuseErrors(body, headers);
	const records = recordsAt<AcmeOrder>(body, ["data", "orders", "nodes"]);
	return {
		records,
		next:
			flagAt(body, ["data", "orders", "pageInfo", "hasNextPage"]) === false
				? undefined
				: tokenAfter(at, records, textAt(body, ["data", "orders", "pageInfo", "endCursor"])),
		now: serverTime(headers),
	};
}
