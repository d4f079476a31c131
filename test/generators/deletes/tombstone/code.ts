/** Whether the API says that a book was deleted. */
const isDeletedDemoBook = (book: DemoBook): boolean => book.deleted === true;
