import { Problem } from "../../problems/problem.ts";
import type { ChangeStream } from "../../source/changes-schema.ts";
import { slotsOf, splitSlots, textsOf, type Slot } from "../../source/request-schema.ts";
import type { Facts, PageFacts, RequestFacts } from "../../source/schema.ts";
import type { Locate } from "../document.ts";
import type { FieldPath } from "../field-path.ts";
import type { PlanCheck } from "./check.ts";
import { lookupStreams, pagedStreams } from "./streams.ts";

/** What only the running code knows and a request must send: in one of these slots, or by the parameter in a field. */
type Want = { slots: readonly Slot[]; send: string | undefined; field: string; isOptional?: boolean };

type Stream = {
  request: RequestFacts;
  wants: readonly Want[];
  part: string;
  at: FieldPath;
  /** Whether its pages are those of a GraphQL connection. */
  isRelay: boolean;
  /** Whether the path may hold the id of a record. */
  takesId?: boolean;
};
type Report = { stream: Stream; isPartitioned: boolean; locate: Locate };

/** Whatever a kind of page or of changes sends is sent once, and a request holds no slot that nothing would fill. */
export const checkSlots: PlanCheck = ({ source }, locate) =>
  streamsOf(source).flatMap((stream) => {
    const report = { stream, isPartitioned: source.partitions !== undefined && !isBeside(stream), locate };
    return [...unsent(report), ...strays(report), ...inDocument(report)];
  });

/** Directories and lists inside of records are read for a page, whichever partition it is of. */
const isBeside = ({ at: [, part] }: Stream): boolean => part === "lookups" || part === "children";

function streamsOf(source: Facts): Stream[] {
  const paged = pagedStreams(source).flatMap(({ facts, page, at, part }): Stream[] => {
    const isRelay = page.kind === "relay";
    const stream = { request: facts.request, part, at, isRelay };
    if (!("kind" in facts)) return [{ ...stream, wants: wantsOfPage(page) }];
    if (facts.kind !== "delete-log") return [{ ...stream, wants: wantsOfChanging(facts) }];
    const since: Want = { slots: sinceSlots(page), send: facts.send, field: "send" };
    const check = {
      request: facts.check.request,
      wants: [...wantsOfPage(source.list.page), { slots: ["ids" as const], send: undefined, field: "" }],
      part: `${part}.check`,
      at: [...at, "check"],
      isRelay,
    };
    return [{ ...stream, wants: [...wantsOfPage(page), since] }, check];
  });
  const directories = lookupStreams(source).map(({ request, page, at, part }) => {
    return { request, part, at, isRelay: page.kind === "relay", wants: wantsOfPage(page) };
  });
  return [...paged, ...directories, ...childStreams(source)];
}

function childStreams({ children }: Facts): Stream[] {
  return Object.entries(children ?? {}).map(([name, { request, page }]) => ({
    request,
    wants: [...wantsOfPage(page), { slots: ["id"], send: undefined, field: "" }],
    part: `children.${name}`,
    at: ["source", "children", name],
    isRelay: page.kind === "relay",
    takesId: true,
  }));
}

function wantsOfChanging(changes: ChangeStream): Want[] {
  // A token of the changes that goes on as that of the next page has one place for both.
  const isShared =
    changes.kind === "delta-token" && changes.page.kind === "cursor" && changes.page.send === changes.send;
  return [...(isShared ? [] : wantsOfPage(changes.page)), ...wantsOfChanges(changes)];
}

/** The last record's time stands where the bound of the first page stood. */
function sinceSlots(page: PageFacts): readonly Slot[] {
  return page.kind === "keyset" ? ["since", "time"] : ["since"];
}

function wantsOfPage(page: PageFacts): Want[] {
  switch (page.kind) {
    case "single":
    case "next-url":
    case "link-header":
      return [];
    case "cursor":
      return [{ slots: ["cursor"], send: page.send, field: "page.send" }];
    case "relay":
      return [{ slots: ["cursor"], send: undefined, field: "" }];
    case "last-id":
      return [{ slots: ["id"], send: page.send, field: "page.send" }];
    case "page":
    case "offset":
      return [{ slots: [page.kind], send: page.send, field: "page.send" }];
    case "keyset":
      return [{ slots: ["id"], send: page.sendId, field: "page.sendId" }];
  }
}

function wantsOfChanges(changes: ChangeStream): Want[] {
  const since = sinceSlots(changes.page);
  switch (changes.kind) {
    case "since-sorted":
    case "lookback":
      return [{ slots: since, send: changes.send, field: "send" }];
    case "since-window":
      return [
        { slots: since, send: changes.send, field: "send" },
        { slots: ["until"], send: changes.sendUntil, field: "sendUntil", isOptional: true },
      ];
    case "rolling-window":
      return [
        { slots: since, send: changes.send, field: "send" },
        { slots: ["until"], send: changes.sendUntil, field: "sendUntil", isOptional: true },
      ];
    case "newest-first":
      return [];
    case "delta-token":
      return [{ slots: ["token"], send: changes.send, field: "send", isOptional: changes.follow }];
    case "event-feed":
      return [{ slots: since, send: changes.send, field: "send" }];
  }
}

/** What is not sent at all, or by two ways of which one would win without a word. */
function unsent({ stream: { request, wants, part, at, takesId }, locate }: Report): Problem[] {
  const held = new Set(slotsOf(takesId ? request : { ...request, path: "/" }));
  return wants.flatMap(({ slots, send, field, isOptional }): Problem[] => {
    const [slot = "cursor"] = slots;
    const inRequest = slots.find((each) => held.has(each));
    const args = {
      slot: `$${inRequest ?? slot}`,
      part,
      field: field === "" ? "" : `source.${part}.${field}`,
    };
    const place = [...at, ...(field === "" ? ["request"] : field.split("."))];
    if (send !== undefined && inRequest !== undefined)
      return [new Problem("plan/slot-twice", { ...args, name: send }, locate(place))];
    const isMissing = send === undefined && inRequest === undefined && isOptional !== true;
    return isMissing ? [new Problem("plan/slot-missing", args, locate([...at, "request"]))] : [];
  });
}

/** Slots that nothing fills, in the path among others, whose parts are all fixed. */
function strays({ stream: { request, wants, part, at, takesId }, isPartitioned, locate }: Report): Problem[] {
  const known = wants.flatMap(({ slots }) => slots);
  const partition: readonly Slot[] = isPartitioned ? ["partition"] : [];
  const allowed: readonly Slot[] = takesId ? [...partition, "id"] : partition;
  const inPath = splitSlots(request.path)
    .flatMap((each) => ("slot" in each ? [each.slot] : []))
    .filter((slot) => !allowed.includes(slot));
  const others = slotsOf({ ...request, path: "/" }).filter(
    (slot) => !known.includes(slot) && !partition.includes(slot),
  );
  return [...new Set([...inPath, ...others])].map((slot) => {
    const filled = known.map((each) => `$${each}`).join(", ");
    const args = { slot: `$${slot}`, part, filled, isInPath: inPath.includes(slot) };
    return new Problem("plan/slot-stray", args, locate([...at, "request"]));
  });
}

/** A slot inside a GraphQL document is a variable of its own that happens to be called like one. */
function inDocument({ stream: { request, isRelay, at }, locate }: Report): Problem[] {
  if (!isRelay) return [];
  const documents = textsOf(request.body).filter((text) => /[{}]/.test(text));
  const slots = new Set(documents.flatMap(splitSlots).flatMap((each) => ("slot" in each ? [each.slot] : [])));
  return [...slots].map(
    (slot) => new Problem("plan/slot-in-document", { slot: `$${slot}` }, locate([...at, "request", "body"])),
  );
}

/** An address that is followed cannot take a body along, and a GET sends none. */
export const checkMethods: PlanCheck = ({ source }, locate) =>
  [...pagedStreams(source), ...lookupStreams(source)].flatMap(
    ({ page, request: { method, body }, at }): Problem[] => {
      const place = locate([...at, "request", "method"]);
      const follows = page.kind === "next-url" || page.kind === "link-header";
      if (method === "POST" && follows) return [new Problem("plan/post-follows", { kind: page.kind }, place)];
      return method === "GET" && body !== undefined ? [new Problem("plan/body-of-get", {}, place)] : [];
    },
  );

/** The parts of one answer are handed in by id or oldest first, so nobody could tell where a list with the newest first was left. */
export const checkNewestPage: PlanCheck = ({ source: { changes } }, locate) =>
  changes.kind === "newest-first" && changes.page.kind === "single"
    ? [new Problem("plan/newest-in-one", {}, locate(["source", "changes", "page", "kind"]))]
    : [];

/** How far an API pages is counted in records, so the number of the last page follows from the size of one. */
export const checkCap: PlanCheck = ({ source }, locate) =>
  [...pagedStreams(source), ...lookupStreams(source)].flatMap(({ page, at }): Problem[] => {
    if (!("cap" in page) || page.cap === undefined || page.size !== undefined) return [];
    return [new Problem("plan/cap-without-size", {}, locate([...at, "page", "cap"]))];
  });
