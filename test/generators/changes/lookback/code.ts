// Incremental, every 5 minutes: only what changed, asked for 10 minutes behind the newest change
// ever seen, never at the worker's clock. An answer may hold 1000 invoices, so it is handed in part
// by part; each part asks again and goes on behind the last one. Where Acme cannot tell everything,
// the run fails once and says so: what is missing comes with the backfill.
worker.sync("acmeInvoicesDelta", {
	database: acmeInvoices,
	mode: "incremental",
	schedule: "5m",
	execute: async (
		state: ChangeScan<Keyset> | undefined,
	): Promise<SyncExecutionResult<"Invoice ID", ChangeScan<Keyset>>> => {
		const scan = resumeScan(state, acmeInvoicesOverlap, 24 * 60 * 60_000);
		const { since, at } = scan;
		if (isBefore(since, earlier(scan.now, 719 * 60 * 60_000))) {
			return failNext(
				{ ahead: scan.ahead },
				`The last run is longer ago than the 30 days of which Acme tells what changed. What is missing comes with the next full read; to have it now: ntn workers sync trigger acmeInvoicesBackfill`,
			);
		}
		const page = await changedAcmeInvoices(since, at);
		const changes = latestAcmeInvoices(page.records).map((invoice) =>
			isDeletedAcmeInvoice(invoice)
				? { type: "delete" as const, key: String(invoice.Id) }
				: toAcmeInvoice(invoice),
		);
		const seen = scanned(
			scan,
			page.records.map((invoice) => invoice.MetaData?.LastUpdatedTime),
			page.now,
		);
		if (page.next !== undefined) return nextInScan(seen, changes, { since, at: page.next });
		if (page.count < 1000) return finishScan(seen, changes);
		return failNext(
			{ high: seen.startedAt, ahead: seen.ahead },
			`1000 invoices or more changed between two runs, and Acme tells of no more. What is missing comes with the next full read; to have it now: ntn workers sync trigger acmeInvoicesBackfill`,
			changes,
		);
	},
});
