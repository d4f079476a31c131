import { pathOf } from "../validate/code/program.ts";
import { readFacts } from "../validate/facts/read.ts";
import { readSettings } from "../validate/facts/settings.ts";
import type { Facts, Registered, SyncFacts } from "../validate/facts/types.ts";
import type { Sources } from "../validate/read-sources.ts";
import type { Finding } from "../validate/types.ts";
import type { CodeFacts, PacerCode, SyncCode } from "./evidence.ts";
import { readDatabaseInfo } from "./read-databases.ts";
import type { Place } from "./types.ts";

type Node = Registered["keyNode"];

/** What the code of a worker says, as far as a diagnosis needs it. Pure: it reads no file. */
export function readCode({ files, program }: Sources, findings: readonly Finding[]): CodeFacts {
  const facts = readFacts(program);
  return {
    syncs: facts.syncs.map(describeSync),
    databases: facts.databases.flatMap((database) => readDatabaseInfo(database) ?? []),
    pacers: facts.pacers.flatMap((pacer) => describePacer(pacer, facts)),
    findings,
    reads: [...new Set([...readSettings(program).map(({ name }) => name), ...brokered(facts)])],
    files: new Map(files.map(({ path, text }) => [path, text.split(/\r?\n/)])),
  };
}

function describeSync({ name, mode, schedule, database, call, execute }: SyncFacts): SyncCode {
  const place = placeOf(call);
  const [first] = execute;
  return {
    key: name,
    mode,
    schedule,
    ...(database?.key !== undefined && { database: database.key }),
    place,
    execute: first ? placeOf(first) : place,
    endLine: call.getSourceFile().getLineAndCharacterOfPosition(call.getEnd()).line + 1,
  };
}

function describePacer({ key, config, call }: Registered, { flow }: Facts): PacerCode[] {
  const numberAt = (name: string): number => {
    const [node] = config ? flow.members(config, name) : [];
    const [origin] = node ? flow.origins(node) : [];
    return Number((origin ?? node)?.getText().replaceAll("_", "") ?? Number.NaN);
  };
  const paceMs = numberAt("intervalMs") / numberAt("allowedRequests");
  return key !== undefined && Number.isFinite(paceMs) ? [{ key, paceMs, place: placeOf(call) }] : [];
}

function placeOf(node: Node | SyncFacts["execute"][number]): Place {
  const source = node.getSourceFile();
  const { line, character } = source.getLineAndCharacterOfPosition(node.getStart(source));
  return { file: pathOf(node), line: line + 1, column: character + 1 };
}

/** Credentials that Notion puts into requests: the code never reads their values. */
function brokered({ registered }: Facts): string[] {
  return registered.flatMap(({ kind, key }) => (kind === "credential" && key !== undefined ? [key] : []));
}
