import type { SyncChangeUpsert } from "@notionhq/workers";
import * as B from "@notionhq/workers/builder";
import * as S from "@notionhq/workers/schema";

export const plantColumns = {
  Plant: S.title(),
  "Latin Name": S.richText(),
  Bed: S.select([]),
  Needs: S.multiSelect([]),
  Height: S.number(),
  Edible: S.checkbox(),
  Watered: S.date(),
  "Plant No": S.richText(),
};

export type PlantRow = SyncChangeUpsert<"Plant No", typeof plantColumns>;

export type Plant = {
  plantNo?: unknown;
  commonName?: unknown;
  latinName?: unknown;
  bed?: { code?: unknown } | null;
  needs?: unknown;
  heightCm?: unknown;
  edible?: unknown;
  wateredAt?: unknown;
};

export function toPlantRow(plant: Plant, plantNo: string): PlantRow {
  const { commonName, latinName, bed, needs, heightCm, edible, wateredAt } = plant;
  return {
    type: "upsert",
    key: plantNo,
    properties: {
      Plant: B.title(text(commonName || latinName) || "(unnamed plant)"),
      "Latin Name": text(latinName) ? B.richText(text(latinName)) : [],
      Bed: option(bed?.code) ? B.select(option(bed?.code)) : [],
      Needs: B.multiSelect(...new Set(Array.isArray(needs) ? needs.map(option).filter(Boolean) : [])),
      Height: isNumber(heightCm) ? B.number(Number(heightCm)) : [],
      Edible: B.checkbox(text(edible) === "true"),
      Watered: isInstant(wateredAt) ? B.dateTime(new Date(wateredAt).toISOString(), "UTC") : [],
      "Plant No": B.richText(plantNo),
    },
  };
}

/** "" for whatever is no text to show. */
function text(value: unknown, limit = 2000): string {
  if (typeof value === "object" || typeof value === "undefined") return "";
  const all = String(value as string | number | boolean).trim();
  return all.length > limit ? all.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, "") + "…" : all;
}

/** An option of Notion's holds no comma and at most 100 characters. */
const option = (value: unknown): string =>
  text(
    text(value)
      .split(/\s*,\s*/)
      .join("; "),
    100,
  );

const isNumber = (value: unknown): boolean =>
  typeof value !== "boolean" && text(value) !== "" && Number.isFinite(Number(value));

const isInstant = (value: unknown): value is number =>
  typeof value === "number" && !Number.isNaN(new Date(value).getTime());
