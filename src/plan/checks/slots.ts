import { Problem } from "../../problems/problem.ts";
import type { ChangeStream } from "../../source/changes-schema.ts";
import { slotsOf, splitSlots, textsOf, type Slot } from "../../source/request-schema.ts";
import type { Facts, PageFacts, RequestFacts } from "../../source/schema.ts";
import type { Locate } from "../document.ts";
import type { PlanCheck } from "./check.ts";

/** What only the running code knows and a request must send: in one of these slots, or by the parameter in a field. */
type Want = { slots: readonly Slot[]; send: string | undefined; field: string; isOptional?: boolean };

type Stream = {
  request: RequestFacts;
  page: PageFacts;
  wants: readonly Want[];
  part: string;
  takesId?: boolean;
};
type Report = { stream: Stream; locate: Locate };

/** Whatever a kind of page or of changes sends is sent once, and a request holds no slot that nothing would fill. */
export const checkSlots: PlanCheck = ({ source }, locate) =>
  streamsOf(source).flatMap((stream) => {
    const report = { stream, locate };
    return [...unsent(report), ...strays(report), ...inDocument(report)];
  });

function streamsOf({ list, changes, lookups, children }: Facts): Stream[] {
  const bare = ({ request, page }: Pick<Stream, "request" | "page">, part: string): Stream => ({
    ...{ request, page, part },
    wants: wantsOfPage(page),
  });
  const others: Stream[] = [
    ...Object.entries(lookups ?? {}).map(([name, lookup]) => bare(lookup, `lookups.${name}`)),
    ...Object.entries(children ?? {}).map(([name, { request, page }]) => {
      const wants = [...wantsOfPage(page), { slots: ["id" as const], send: undefined, field: "" }];
      return { request, page, wants, part: `children.${name}`, takesId: true };
    }),
  ];
  const whole = bare(list, "list");
  if (changes.kind === "none") return [whole, ...others];
  // A token of the changes that goes on as that of the next page has one place for both.
  const isShared =
    changes.kind === "delta-token" && changes.page.kind === "cursor" && changes.page.send === changes.send;
  const wants = [...(isShared ? [] : wantsOfPage(changes.page)), ...wantsOfChanges(changes)];
  const { request, page } = changes;
  return [whole, { request, page, wants, part: "changes" }, ...others];
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
  // The last record's time stands where the bound of the first page stood.
  const since: readonly Slot[] = changes.page.kind === "keyset" ? ["since", "time"] : ["since"];
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
function unsent({ stream: { request, wants, part, takesId }, locate }: Report): Problem[] {
  const held = new Set(slotsOf(takesId ? request : { ...request, path: "/" }));
  return wants.flatMap(({ slots, send, field, isOptional }): Problem[] => {
    const [slot = "cursor"] = slots;
    const inRequest = slots.find((each) => held.has(each));
    const args = {
      slot: `$${inRequest ?? slot}`,
      part,
      field: field === "" ? "" : `source.${part}.${field}`,
    };
    const place = ["source", ...part.split("."), ...(field === "" ? ["request"] : field.split("."))];
    if (send !== undefined && inRequest !== undefined)
      return [new Problem("plan/slot-twice", { ...args, name: send }, locate(place))];
    const isMissing = send === undefined && inRequest === undefined && isOptional !== true;
    return isMissing
      ? [new Problem("plan/slot-missing", args, locate(["source", ...part.split("."), "request"]))]
      : [];
  });
}

/** Slots that nothing fills, in the path among others, whose parts are all fixed. */
function strays({ stream: { request, wants, part, takesId }, locate }: Report): Problem[] {
  const known = wants.flatMap(({ slots }) => slots);
  const inPath = splitSlots(request.path)
    .flatMap((each) => ("slot" in each ? [each.slot] : []))
    .filter((slot) => !(takesId && slot === "id"));
  const others = slotsOf({ ...request, path: "/" }).filter((slot) => !known.includes(slot));
  return [...new Set([...inPath, ...others])].map((slot) => {
    const filled = known.map((each) => `$${each}`).join(", ");
    const args = { slot: `$${slot}`, part, filled, isInPath: inPath.includes(slot) };
    return new Problem("plan/slot-stray", args, locate(["source", ...part.split("."), "request"]));
  });
}

/** A slot inside a GraphQL document is a variable of its own that happens to be called like one. */
function inDocument({ stream: { request, page, part }, locate }: Report): Problem[] {
  if (page.kind !== "relay") return [];
  const documents = textsOf(request.body).filter((text) => /[{}]/.test(text));
  const slots = new Set(documents.flatMap(splitSlots).flatMap((each) => ("slot" in each ? [each.slot] : [])));
  return [...slots].map(
    (slot) =>
      new Problem(
        "plan/slot-in-document",
        { slot: `$${slot}` },
        locate(["source", ...part.split("."), "request", "body"]),
      ),
  );
}

/** An address that is followed cannot take a body along, and a GET sends none. */
export const checkMethods: PlanCheck = ({ source: { list, changes, lookups } }, locate) => {
  const streams = [
    { ...list, part: "list" },
    ...(changes.kind === "none" ? [] : [{ ...changes, part: "changes" }]),
    ...Object.entries(lookups ?? {}).map(([name, lookup]) => ({ ...lookup, part: `lookups.${name}` })),
  ];
  return streams.flatMap(({ page, request: { method, body }, part }): Problem[] => {
    const place = locate(["source", ...part.split("."), "request", "method"]);
    const follows = page.kind === "next-url" || page.kind === "link-header";
    if (method === "POST" && follows) return [new Problem("plan/post-follows", { kind: page.kind }, place)];
    return method === "GET" && body !== undefined ? [new Problem("plan/body-of-get", {}, place)] : [];
  });
};

/** The parts of one answer are handed in by id or oldest first, so nobody could tell where a list with the newest first was left. */
export const checkNewestPage: PlanCheck = ({ source: { changes } }, locate) =>
  changes.kind === "newest-first" && changes.page.kind === "single"
    ? [new Problem("plan/newest-in-one", {}, locate(["source", "changes", "page", "kind"]))]
    : [];

/** How far an API pages is counted in records, so the number of the last page follows from the size of one. */
export const checkCap: PlanCheck = ({ source: { list, changes, lookups } }, locate) => {
  const pages: { page: PageFacts; part: string }[] = [{ page: list.page, part: "list" }];
  if (changes.kind !== "none") pages.push({ page: changes.page, part: "changes" });
  for (const [name, { page }] of Object.entries(lookups ?? {})) pages.push({ page, part: `lookups.${name}` });
  return pages.flatMap(({ page, part }): Problem[] => {
    if (!("cap" in page) || page.cap === undefined || page.size !== undefined) return [];
    return [new Problem("plan/cap-without-size", {}, locate(["source", ...part.split("."), "page", "cap"]))];
  });
};
