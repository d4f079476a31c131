import { pagingUnit } from "../../generators/index.ts";
import type { PageFacts, RequestFacts } from "../source/schema.ts";
import { slotsOf, splitSlots, type Slot } from "../source/request-schema.ts";
import type { BodyNode, Piece } from "./types.ts";

/** One request and what fills its slots. */
export type Asking = {
  request: RequestFacts;
  page: PageFacts;
  /** Whether it asks for changes in the order of their times. */
  sorted: boolean;
  /** For changes: the parameters of the lower and the upper bound, and the helper that writes a time as the API wants it. */
  bounds?: { since?: string | undefined; until?: string | undefined; format?: string | undefined };
  /** For changes since a token: its parameter. */
  token?: { send?: string | undefined };
  /** The parameter that holds the partition. */
  partition?: string | undefined;
  /** For events, newest first: the parameter that leads up again. */
  upward?: string;
};

/** Formats whose reading of a record's own time text would lose digits; they are sent as they came. */
const sentRaw: ReadonlySet<string | undefined> = new Set([undefined, "wholeSeconds"]);

/** The query and the body of a request, with the code that fills their slots. */
export function requestParts({ request, page, sorted, bounds = {}, token, upward, partition }: Asking): {
  path: Piece[];
  query: { name: string; value: Piece[] }[];
  body?: BodyNode;
} {
  const unit = pagingUnit(page.kind);
  const isShared = token !== undefined && sharesPlace({ request, page }, unit.sends(page).cursor, token.send);
  const slots = {
    ...unit.slots(page, sorted),
    ...(isShared && { token: "at ?? token" }),
    ...(upward !== undefined && { id: "at?.below" }),
    ...(partition !== undefined && { partition }),
  };
  const fill = filler(slots, bounds.format);
  const own = Object.entries(request.query).map(([name, value]) => ({ name, value: pieces(value, fill) }));
  const { send, value } = page.size ?? {};
  const size = send === undefined ? [] : [{ name: send, value: [{ text: String(value) }] }];
  const sends = Object.entries({
    ...{ since: bounds.since, until: bounds.until, token: token?.send },
    ...{ ...unit.sends(page), ...(isShared && { cursor: undefined }) },
  });
  const sent = sends.flatMap(([slot, name]) =>
    name === undefined ? [] : [{ name, value: [fill(slot as Slot)] }],
  );
  const up = upward === undefined ? [] : [{ name: upward, value: [{ code: "at?.above" }] }];
  const query = [...own, ...size, ...sent, ...up];
  const path = pathPieces(request.path, fill);
  if (request.method !== "POST") return { path, query };
  return { path, query, body: bodyNode(request.body ?? {}, fill) };
}

/** A path with slots, which parameters of the same names fill. */
export function addressParts(path: string): Piece[] {
  return pieces(path, (slot) => ({ code: slot }));
}

/** The path, the query and the body of a request without pages; slots named in `empty` are left out. */
export function bareParts(
  request: RequestFacts,
  empty: readonly Slot[] = [],
  partition = "partition",
): { path: Piece[]; query: { name: string; value: Piece[] }[]; body?: BodyNode } {
  const fill = (slot: Slot): Piece =>
    empty.includes(slot) ? { code: "undefined" } : { code: slot === "partition" ? partition : slot };
  const query = Object.entries(request.query).map(([name, value]) => ({ name, value: pieces(value, fill) }));
  const path = pathPieces(request.path, fill);
  if (request.method !== "POST") return { path, query };
  return { path, query, body: bodyNode(request.body ?? {}, fill) };
}

/** Whether one place in the request takes the token of a cycle first, and then that of each next page. */
function sharesPlace(
  { request, page }: Pick<Asking, "request" | "page">,
  cursor: string | undefined,
  token: string | undefined,
): boolean {
  return page.kind === "cursor" && cursor === token && !slotsOf(request).includes("cursor");
}

type Fill = (slot: Slot) => Piece;

function filler(slots: Partial<Record<Slot, string>>, format: string | undefined): Fill {
  return (slot) => {
    const code = slots[slot] ?? slot;
    if (slot === "ids") return { code, format: "idList" };
    if (slot !== "since" && slot !== "time" && slot !== "until") return { code };
    const written = format === undefined ? {} : { format };
    // A place that is always there holds a time we wrote, as `since` is.
    if (slots[slot] !== undefined && !code.includes("?.")) return { code, ...written };
    const base = { code: slot === "until" ? "until" : "since", isRaw: sentRaw.has(format), ...written };
    return slots[slot] === undefined ? base : { ...base, before: code };
  };
}

/** A path's parts; the slashes of a partition stay. */
function pathPieces(path: string, fill: Fill): Piece[] {
  return splitSlots(path).map((part) => {
    if (!("slot" in part)) return part;
    return part.slot === "partition" ? { ...fill(part.slot), format: "segments" } : fill(part.slot);
  });
}

function pieces(value: string | number | boolean, fill: Fill): Piece[] {
  if (typeof value !== "string") return [{ text: String(value) }];
  return splitSlots(value).map((part) => ("slot" in part ? fill(part.slot) : part));
}

function bodyNode(value: unknown, fill: Fill): BodyNode {
  if (typeof value === "string") return { pieces: pieces(value, fill) };
  if (Array.isArray(value)) return { items: value.map((item) => bodyNode(item, fill)) };
  if (typeof value === "object" && value !== null)
    return {
      members: Object.entries(value).map(([name, inner]) => ({ name, value: bodyNode(inner, fill) })),
    };
  return { data: typeof value === "number" || typeof value === "boolean" ? value : null };
}
