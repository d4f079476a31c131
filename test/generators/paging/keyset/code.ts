/** One page of the books that changed since a time, oldest change first. */
async function changedDemoBooks(since: string, at?: Keyset) {
	const url = endpoint(demoUrl, "/v1/books/changes", {
		limit: "100",
		updated_since: at?.time ?? since,
		after_id: at?.id,
	});
	const { body, headers } = await demoGet(url);
	const records = recordsAt<DemoBook>(body, ["books"]);
	return {
		records,
		next:
			flagAt(body, ["has_more"]) === false
				? undefined
				: keysetAfter(
						records,
						(book) => book.updated_at,
						(book) => book.id,
					),
		now: serverTime(headers),
	};
}
