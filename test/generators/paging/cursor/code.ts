/** One page of all books, in an order that does not move. */
async function listDemoBooks(at?: string) {
	const url = endpoint(demoUrl, "/v1/books", { limit: "100", cursor: at });
	const { body, headers } = await demoGet(url);
	const records = recordsAt<DemoBook>(body, ["books"]);
	return {
		records,
		next: tokenAfter(at, records, textAt(body, ["next_cursor"])),
		total: Number(textAt(body, ["total"]) ?? Number.NaN),
		now: serverTime(headers),
	};
}
