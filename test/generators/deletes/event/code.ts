/** Whether the API says that an invoice was deleted. */
const isDeletedAcmeInvoice = (entry: AcmeInvoiceEvent): boolean =>
	isOfType(entry.type, ["invoice.deleted"]);
