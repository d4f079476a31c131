import type { Context, Outcome } from "./types.ts";

/** Lists the catalogue, or the entries that fit a query, best first. */
export async function sources(_context: Context, { query = "" }: { query?: string }): Promise<Outcome> {
  const { findEntries } = await import("../source/find.ts");
  const found = await findEntries(query);
  const [best] = found;
  if (!best) {
    return {
      result: { query, sources: [] },
      text: `No source fits "${query}".`,
      next: ["create-sync sources", "create-sync plan template custom"],
    };
  }
  const longest = Math.max(...found.map(({ id }) => id.length));
  const lines = found.map(({ id, summary }) => `${id.padEnd(longest)}  ${summary}`);
  return {
    result: { query, sources: found },
    text: lines.join("\n"),
    next: [`create-sync sources show ${best.id}`],
  };
}

/** Shows what the catalogue knows of one source, how sure it is and where it was looked up. */
export async function sourcesShow(_context: Context, { id }: { id: string }): Promise<Outcome> {
  const [{ loadEntry }, { describeEntry }] = await Promise.all([
    import("../source/load.ts"),
    import("../source/describe.ts"),
  ]);
  const entry = await loadEntry(id);
  const params = Object.entries(entry.params).flatMap(([name, { example, default: preset }]) =>
    preset === undefined ? [` --param ${name}=${example}`] : [],
  );
  return {
    result: entry,
    text: describeEntry(entry),
    next: [`create-sync plan template ${id}${params.join("")}`, `create-sync add ${id}${params.join("")}`],
  };
}
