import { sampleRecord, valueAt } from "../model/sample.ts";
import type { Plan } from "../plan/schema.ts";
import { pathNames } from "../source/path.ts";

/** How an API prints ids: as JSON numbers or as text. */
export type IdStyle = "number" | "text";

/** What a source's ids look like: the text before the counting part, and where counting starts. */
export type IdForm = { style: IdStyle; prefix: string; start: number; width: number };

const firstCount = 100_000_001;
const uuid = /^([0-9a-f]{8}-(?:[0-9a-f]{4}-){3})[0-9a-f]{12}$/i;

/** The form of a source's ids, taken from its sample. `idStyle` overrides how they are printed. */
export function idForm(plan: Plan, sample: unknown, idStyle?: IdStyle): IdForm {
  const id = valueAt(sampleRecord(plan, sample), pathNames(plan.source.list.id) ?? []);
  const style = idStyle ?? (typeof id === "number" ? "number" : "text");
  if (style === "number" || typeof id === "number") {
    const isRoomy = typeof id === "number" && id > firstCount && id < 2 ** 50;
    return { style, prefix: "", start: isRoomy ? Math.trunc(id) : firstCount, width: 0 };
  }
  const text = String(id ?? "");
  const stem = uuid.exec(text)?.[1];
  if (stem !== undefined) return { style, prefix: stem, start: firstCount, width: 12 };
  const prefix = /^(.*?)\d+$/.exec(text)?.[1] ?? /^(.*[^A-Za-z0-9])/.exec(text)?.[1] ?? "";
  return { style, prefix, start: firstCount, width: 0 };
}

/** Makes ids that grow as numbers and as text; between two of them there is always room for one more (`idBeside`). */
export function countIds({ prefix, start, width }: IdForm, random: () => number): () => string {
  let count = start;
  return () => {
    const id = prefix + String(count).padStart(width, "0");
    count += 2 + Math.floor(random() * 4);
    return id;
  };
}

/** The id right behind another, which no record ever has; undefined for an id that was not counted. */
export function idBeside(id: string): string | undefined {
  const match = /^(.*?)(\d{1,15})$/.exec(id);
  if (match === null) return undefined;
  const [, prefix = "", digits = ""] = match;
  const next = String(Number(digits) + 1).padStart(digits.length, "0");
  return next.length === digits.length ? prefix + next : undefined;
}

/** An id as the API prints it. */
export function printId(id: string, style: IdStyle): string | number {
  return style === "number" && /^(0|[1-9]\d{0,14})$/.test(id) ? Number(id) : id;
}

/** The order of ids: as numbers where both are, else as text. */
export function compareIds(one: string, other: string): number {
  if (one === other) return 0;
  const areNumbers = one.length !== other.length && /^\d{1,15}$/.test(one) && /^\d{1,15}$/.test(other);
  if (areNumbers) return Number(one) - Number(other);
  return one < other ? -1 : 1;
}
