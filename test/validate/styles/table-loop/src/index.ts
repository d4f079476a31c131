import { Worker, type SyncExecutionResult } from "@notionhq/workers";
import * as Builder from "@notionhq/workers/builder";
import * as Schema from "@notionhq/workers/schema";
import * as cell from "./cell.js";
import { readPage, type Item } from "./bowl-manager.js";

const worker = new Worker();
const bowlManager = worker.pacer("bowlManager", { allowedRequests: 6, intervalMs: 1000 });

type Columns = Record<
  string,
  { schema: Schema.PropertyConfiguration; value: (item: Item) => ReturnType<typeof Builder.richText> | [] }
>;

// Small tables, each read whole. Guests come and go all day; halls and lanes hardly ever.
const tables = [
  {
    key: "halls",
    title: "Halls",
    schedule: "6h",
    columns: {
      Phone: { schema: Schema.phoneNumber(), value: ({ phone }) => cell.of(phone, Builder.phoneNumber) },
      Seats: { schema: Schema.number(), value: ({ seats }) => cell.number(seats) },
    },
    name: ({ name }) => name,
  },
  {
    key: "lanes",
    title: "Lanes",
    schedule: "6h",
    columns: {
      Surface: { schema: Schema.select([]), value: ({ surface }) => cell.option(surface) },
      Open: {
        schema: Schema.checkbox(),
        value: ({ is_open: open }) => Builder.checkbox(cell.text(open) === "true"),
      },
    },
    name: ({ label }) => label,
  },
  {
    key: "guests",
    title: "Guests",
    schedule: "1h",
    columns: {
      Email: { schema: Schema.email(), value: ({ email }) => cell.email(email) },
      Leagues: { schema: Schema.multiSelect([]), value: ({ leagues }) => cell.options(leagues, "name") },
      Joined: { schema: Schema.date(), value: ({ joined_on: day }) => cell.day(day) },
    },
    name: ({ full_name: name }) => name,
  },
] as const satisfies readonly {
  key: string;
  title: string;
  schedule: `${number}h`;
  columns: Columns;
  name: (item: Item) => unknown;
}[];

type State = {
  v: 1;
  lastCount?: number;
  count?: number;
  fromId?: string;
  error?: { message: string; at: number };
};

for (const { key, title, schedule, columns, name } of tables) {
  const schemas = Object.entries(columns as Columns).map(([column, { schema }]) => [column, schema] as const);
  const database = worker.database(key, {
    type: "managed",
    initialTitle: title,
    primaryKeyProperty: "ID",
    schema: { properties: { Name: Schema.title(), ...Object.fromEntries(schemas), ID: Schema.richText() } },
  });

  const syncKey = `${key}Replace`;
  worker.sync(syncKey, {
    database,
    mode: "replace",
    schedule,
    execute: async (saved: State | undefined): Promise<SyncExecutionResult<"ID", State>> => {
      const { lastCount, error, ...position }: State = saved?.v === 1 ? saved : { v: 1 };
      if (error && Date.now() - error.at < 60_000) throw new Error(error.message);
      const kept: State = lastCount === undefined ? { v: 1 } : { v: 1, lastCount };
      const { count = 0, fromId } = error ? kept : { ...kept, ...position };
      // Thrown now, an error would bring us back to this page for ever; thrown by the next call, to the beginning.
      const throwLater = (message: string): SyncExecutionResult<"ID", State> => ({
        changes: [],
        hasMore: true,
        nextState: {
          ...kept,
          error: { message: `${syncKey}: ${message} Nothing was deleted.`, at: Date.now() },
        },
      });

      await bowlManager.wait();
      const page = await readPage(`/${key}`, fromId);
      const items = new Map(page.items.map((item) => [cell.text(item.id), item]));
      items.delete("");
      const changes = [...items].map(([id, item]) => ({
        type: "upsert" as const,
        key: id,
        properties: {
          Name: Builder.title(cell.text(name(item)) || "(no name)"),
          ...Object.fromEntries(
            Object.entries(columns as Columns).map(([column, { value }]) => [column, value(item)]),
          ),
          ID: Builder.richText(id),
        },
      }));
      const total = count + items.size;
      if (!page.isLast) {
        const last = [...items.keys()].at(-1);
        if (last === undefined || last === fromId) return throwLater("The same page came twice.");
        return { changes, hasMore: true, nextState: { ...kept, count: total, fromId: last } };
      }
      if (total === 0) return throwLater("The list is empty; look at the permissions of the token.");
      if (lastCount !== undefined && total < lastCount * 0.7 && lastCount - total > 20)
        return throwLater(
          `${total} rows instead of ${lastCount}; if so: ntn workers sync state reset ${syncKey}.`,
        );
      return { changes, hasMore: false, nextState: { v: 1, lastCount: total } };
    },
  });
}

export default worker;
