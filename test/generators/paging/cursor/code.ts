/** One page of all books, in an order that does not move. */
async function listDemoBooks(at?: string) {
	const url = endpoint(demoUrl, "/v1/books", { limit: "100", cursor: at });
	const { body, headers } = await demoGet(url);
	return {
		records: recordsAt<DemoBook>(body, ["books"]),
		next: textAt(body, ["next_cursor"]),
		total: Number(textAt(body, ["total"]) ?? Number.NaN),
		now: serverTime(headers),
	};
}
