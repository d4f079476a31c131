// Replace, every day: the full walk that loads every issue and, when it ends, lets Notion remove
// the rows it did not see. A walk that looks partial refuses to end. The API does not report
// deletions: a row goes when a full walk (every day) no longer finds its record.
