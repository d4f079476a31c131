import { isRecord } from "./protocol.ts";

/** A property of a declared database. `type` is the SDK's own word: "text" is what Schema.richText() gives. */
export type PropertyInfo = {
  name: string;
  type: string;
  /** Numbers: how Notion formats them, such as "percent". */
  format?: string;
  /** Select, multi-select and status: the declared options, in order. */
  options: string[];
};

export type DatabaseInfo = { key: string; title: string; primaryKey: string; properties: PropertyInfo[] };

export type SyncInfo = {
  key: string;
  databaseKey: string;
  /** Undefined where the code leaves it to the server, which takes "replace". */
  mode: "replace" | "incremental" | undefined;
  schedule: { type: "manual" | "continuous" } | { type: "interval"; intervalMs: number } | undefined;
};

/** What a worker declares, with OAuth client ids and secrets hidden. */
export type Manifest = {
  sdkVersion: string;
  databases: DatabaseInfo[];
  pacers: { key: string; allowedRequests: number; intervalMs: number }[];
  credentials: { key: string; domains: string[] }[];
  syncs: SyncInfo[];
  /** Everything that runs or configures, syncs included; `kind` is the SDK's tag ("tool", "webhook", "oauth" …). */
  capabilities: { kind: string; key: string; config: unknown }[];
};

/** Reads a redacted manifest of SDK 0.4.0 to 0.9.2. What does not have the known shape is left out. */
export function readManifestJson(json: unknown): Manifest {
  const manifest = isRecord(json) ? json : {};
  const capabilities = records(manifest.capabilities).map(({ _tag, key, config }) => ({
    kind: text(_tag),
    key: text(key),
    config,
  }));
  return {
    sdkVersion: text(manifest.sdkVersion),
    databases: records(manifest.databases).map(readDatabase),
    pacers: records(manifest.pacers).map(({ key, config }) => ({ key: text(key), ...readPace(config) })),
    credentials: records(manifest.credentials).map(({ key, network }) => ({
      key: text(key),
      domains: records(network).map(({ domain }) => text(domain)),
    })),
    syncs: capabilities.flatMap(({ kind, key, config }) => (kind === "sync" ? readSync(key, config) : [])),
    capabilities,
  };
}

/** The database a sync or a change names, if the worker declares it. */
export function findDatabase(manifest: Manifest, key: string): DatabaseInfo | undefined {
  return manifest.databases.find((database) => database.key === key);
}

function readDatabase({ key, config }: Record<string, unknown>): DatabaseInfo {
  const { initialTitle, primaryKeyProperty, schema } = isRecord(config) ? config : {};
  const properties = isRecord(schema) && isRecord(schema.properties) ? Object.entries(schema.properties) : [];
  return {
    key: text(key),
    title: text(initialTitle),
    primaryKey: text(primaryKeyProperty),
    properties: properties.map(([name, property]) => readProperty(name, property)),
  };
}

function readProperty(name: string, property: unknown): PropertyInfo {
  const { type, format, options, groups } = isRecord(property) ? property : {};
  const all = [...records(options), ...records(groups).flatMap((group) => records(group.options))];
  return {
    name,
    type: text(type),
    ...(typeof format === "string" ? { format } : {}),
    options: all.map((option) => text(option.name)),
  };
}

function readPace(config: unknown): { allowedRequests: number; intervalMs: number } {
  const { allowedRequests, intervalMs } = isRecord(config) ? config : {};
  return { allowedRequests: Number(allowedRequests), intervalMs: Number(intervalMs) };
}

// A sync into an XLDB (private alpha) has a target instead of a database; it is no sync we can run.
function readSync(key: string, config: unknown): SyncInfo[] {
  if (!isRecord(config) || typeof config.databaseKey !== "string") return [];
  const { databaseKey, mode, schedule } = config;
  const known = mode === "replace" || mode === "incremental" ? mode : undefined;
  return [{ key, databaseKey, mode: known, schedule: readSchedule(schedule) }];
}

function readSchedule(schedule: unknown): SyncInfo["schedule"] {
  if (!isRecord(schedule)) return undefined;
  if (schedule.type === "manual" || schedule.type === "continuous") return { type: schedule.type };
  return schedule.type === "interval"
    ? { type: "interval", intervalMs: Number(schedule.intervalMs) }
    : undefined;
}

function records(list: unknown): Record<string, unknown>[] {
  return Array.isArray(list) ? list.filter(isRecord) : [];
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
