import type { sentFormats } from "../../source/changes-schema.ts";
import { listsDeleted } from "../../source/told.ts";
import type { Asked, Refusal, Tools } from "../parts.ts";
import { readTime } from "../times.ts";
import type { VersionTest } from "./kind.ts";

/** The parameters that take the bounds of a query, and how a time is written in them. */
type BoundFacts = {
  send?: string | undefined;
  sendUntil?: string | undefined;
  format: (typeof sentFormats)[number];
};

/** A bound of a query in ms since 1970; undefined where none was sent, a refusal where it cannot be read. */
export function readBound(
  facts: BoundFacts,
  asked: Asked,
  slot: "since" | "until",
): number | Refusal | undefined {
  const send = slot === "since" ? facts.send : facts.sendUntil;
  const text = asked.slot(slot, send);
  if (text === undefined) return undefined;
  return readTime(text, facts.format) ?? { status: 400, error: `invalid_${send ?? slot}` };
}

/** The test of an API that forgets what was deleted long ago. */
export function forgetting(test: VersionTest, { knobs, times, plan }: Tools, now: number): VersionTest {
  const oldest = listsDeleted(plan.source.deletes) ? -Infinity : now - (knobs.retentionMs ?? Infinity);
  return {
    key: `${test.key} ${oldest}`,
    holds: (version) => test.holds(version) && (version.what !== "delete" || times.stored(version) >= oldest),
  };
}

/** Whether every parameter that a request always has was sent as it stands there; it tells two requests of one path apart. */
export function hasFixedQuery(query: Readonly<Record<string, unknown>>, asked: Asked): boolean {
  return Object.entries(query).every(
    ([name, value]) => String(value).includes("$") || asked.query.get(name) === String(value),
  );
}
