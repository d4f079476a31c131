import type { SyncChangeDelete, SyncChangeUpsert } from "@notionhq/workers";
import * as Builder from "@notionhq/workers/builder";
import * as Schema from "@notionhq/workers/schema";
import type { Pallet } from "./pallets.js";

export const palletSchema = {
  Pallet: Schema.title(),
  Bay: Schema.select([]),
  Weight: Schema.number(),
  Hazards: Schema.multiSelect([]),
  Received: Schema.date(),
  "Pallet ID": Schema.richText(),
};

type Row = SyncChangeUpsert<"Pallet ID", typeof palletSchema>;

/** Rows for the pallets of a page, each in its latest state, and the keys of those that were scrapped. */
export function readRows(pallets: readonly Pallet[]): { rows: Row[]; scrapped: SyncChangeDelete[] } {
  const latest = new Map<string, Pallet>();
  for (const pallet of pallets) {
    const id = words(pallet.id);
    const known = id === undefined ? undefined : latest.get(id);
    if (id !== undefined && !(known && movedAt(pallet) < movedAt(known))) latest.set(id, pallet);
  }
  const all = [...latest];
  return {
    rows: all.filter(([, pallet]) => pallet.scrapped !== true).map(([id, pallet]) => toRow(id, pallet)),
    scrapped: all
      .filter(([, pallet]) => pallet.scrapped === true)
      .map(([id]) => ({ type: "delete", key: id })),
  };
}

/** NaN where it is not told. */
export function movedAt({ moved_at: time }: Pallet): number {
  return instantOf(time);
}

function toRow(id: string, pallet: Pallet): Row {
  const moved = movedAt(pallet);
  const bay = optionOf(pallet.bay?.code);
  const weight = typeof pallet.weight_kg === "boolean" ? undefined : words(pallet.weight_kg);
  const received = instantOf(pallet.received_at);
  const hazards = Array.isArray(pallet.hazards) ? pallet.hazards : [];
  return {
    type: "upsert",
    key: id,
    // Not for a time that lies ahead: it would win against every correction.
    ...(moved < Date.now() + 86_400_000 && { upstreamUpdatedAt: new Date(moved).toISOString() }),
    properties: {
      Pallet: Builder.title(words(pallet.label) ?? "(no label)"),
      Bay: bay === undefined ? [] : Builder.select(bay),
      Weight: weight === undefined || !Number.isFinite(Number(weight)) ? [] : Builder.number(Number(weight)),
      Hazards: Builder.multiSelect(...new Set(hazards.flatMap((hazard: unknown) => optionOf(hazard) ?? []))),
      Received: Number.isNaN(received) ? [] : Builder.dateTime(new Date(received).toISOString(), "UTC"),
      "Pallet ID": Builder.richText(id),
    },
  };
}

function instantOf(time: unknown): number {
  if (typeof time !== "string") return Number.NaN;
  return Date.parse(/(Z|[+-]\d{2}:?\d{2})$/i.test(time) ? time : `${time}Z`);
}

function words(value: unknown, most = 2000): string | undefined {
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return undefined;
  const text = String(value).trim();
  if (text.length <= most) return text || undefined;
  return `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

// A comma would make two options of one.
function optionOf(value: unknown): string | undefined {
  return words(words(value)?.replaceAll(/\s*,\s*/g, "; "), 100);
}
