import { isRecord } from "./protocol.ts";

/** A change as the platform would read it. Properties stand in a Map, because their names are the user's. */
export type Upsert = {
  type: "upsert";
  key: string;
  databaseKey: string;
  properties: Map<string, unknown>;
  /** `upstreamUpdatedAt` as given; undefined if it is no text. */
  updatedAt: string | undefined;
};

export type Delete = { type: "delete"; key: string; databaseKey: string };

/** A change of no known type. `what` says what stands in its place. */
export type Unreadable = { type: "unreadable"; what: string };

export type Change = Upsert | Delete | Unreadable;

/** Reads what `execute` put into `changes`. A key that is no text is taken as its text, as the wire would show it. */
export function readChange(raw: unknown): Change {
  if (!isRecord(raw)) return { type: "unreadable", what: raw === null ? "null" : typeof raw };
  const { type, key, targetDatabaseKey, properties, upstreamUpdatedAt } = raw;
  const place = { key: String(key), databaseKey: String(targetDatabaseKey) };
  if (type === "delete") return { type, ...place };
  if (type !== "upsert")
    return { type: "unreadable", what: `type ${JSON.stringify(type)?.slice(0, 50) ?? "undefined"}` };
  return {
    type,
    ...place,
    properties: new Map(isRecord(properties) ? Object.entries(properties) : []),
    updatedAt: typeof upstreamUpdatedAt === "string" ? upstreamUpdatedAt : undefined,
  };
}
