import { shapes } from "../shapes.ts";
import { isOffset, isPageNumber, isPages } from "./numbers.ts";
import {
  given,
  isBeside,
  isCount,
  moreFlag,
  speaksOfBefore,
  speaksOfNext,
  type Envelope,
  type Signal,
} from "./signals.ts";
import type { PageReading } from "./types.ts";

/** Finds one way from page to page in what stands beside the records; all that it finds, the best first. */
export type PageReader = (envelope: Envelope) => PageReading[];

const isAddress = (value: unknown): boolean =>
  typeof value === "string" &&
  (shapes.url(value) || (/^[/?][^\s]*$/.test(value) && /[?=/]/.test(value.slice(1))));

const more = (envelope: Envelope, signal: Signal): { more?: string } => {
  const flag = moreFlag(envelope, signal);
  return flag ? { more: flag.path } : {};
};

/** A GraphQL connection: `pageInfo` beside the nodes or edges that are the records. */
export const readRelay: PageReader = ({ signals, list }) =>
  signals.flatMap((signal): PageReading[] => {
    const way = signal.names;
    const connection = way.slice(0, -2);
    if (way.at(-1) !== "endCursor" || way.at(-2) !== "pageInfo" || connection[0] !== "data") return [];
    const isAround =
      connection.length === list.names.length - 1 && connection.every((name, at) => name === list.names[at]);
    if (!isAround) return [];
    const path = signal.path.replace(/\.pageInfo\.endCursor$/, "");
    return [
      {
        facts: { kind: "relay", connection: path },
        signal,
        strength: 10,
        reason: "pageInfo with endCursor stands beside the records, as in a GraphQL connection",
      },
    ];
  });

/** The address of the next page. */
export const readNextUrl: PageReader = ({ signals }) =>
  signals.flatMap((signal): PageReading[] => {
    if (!speaksOfNext(signal) && !/^nextlink$|odatanextlink/.test(signal.name)) return [];
    const values = given(signal);
    const isUrl = values.length > 0 && values.every(isAddress);
    const isNamed = /(url|uri|link|href|links)$/.test(signal.name);
    const twin = signals.find(
      (each) =>
        isBeside(each, signal) &&
        /^(prev|previous|first|last|self)/.test(each.name) &&
        given(each).length > 0 &&
        given(each).every(isAddress),
    );
    if (!isUrl && !(values.length === 0 && (isNamed || twin))) return [];
    const position = signal.names.findIndex((name) => typeof name === "number");
    return [
      {
        facts: { kind: "next-url", read: signal.path },
        signal,
        strength: (isUrl ? 9 : 7) - (position >= 0 ? 1 : 0) - signal.names.length * 0.1,
        reason:
          values.length === 0
            ? "it is empty here, as on a last page, and its name or its neighbours speak of addresses"
            : `it holds an address${position >= 0 ? "; but that it always stands at this place of the list of links is not said" : ""}`,
      },
    ];
  });

const tokenNames =
  /^((end|last|page|list|search|result|results|resume|resumption|sync)?cursor|after|continuation(token|key|id)?|continue|contextcursor|(page|paging|pagination|resume|resumption|continue|search|offset)token|scrollid|bookmark|marker|offset|lastevaluatedkey|exclusivestartkey|startingafter|searchafter|position|token|[a-z]{0,12}continue)$/;

/** A token for the next page: under a name with next, or one that is used for such tokens. */
export const readCursor: PageReader = (envelope) =>
  envelope.signals.flatMap((signal): PageReading[] => {
    const isNext = speaksOfNext(signal);
    if (!isNext && (!tokenNames.test(signal.name) || speaksOfBefore(signal))) return [];
    const values = given(signal);
    const isToken = values.every(
      (value) => typeof value === "string" && !isAddress(value) && value.length <= 8000,
    );
    const isNumber =
      isNext && isCount(signal) && !isOffsetNext(signal) && !/page(number|no)?$/.test(signal.name);
    // In an object for the next page, its number stands beside the token.
    const isBesideToken =
      signal.name === "page" ||
      signal.name === "perpage" ||
      /(url|uri|link|href|method|type|title|rel)$/.test(signal.name);
    if ((!isToken && !isNumber) || isBesideToken) return [];
    if (values.length === 0 && !isNext && !/cursor|token|after|continu|scroll|marker/.test(signal.name))
      return [];
    const flag = more(envelope, signal);
    return [
      {
        facts: { kind: "cursor", read: signal.path, ...flag },
        signal,
        strength:
          (values.length > 0 ? 8 : 6) +
          (isNext ? 0.5 : 0) +
          (/cursor|token|after/.test(signal.name) ? 0.4 : 0) -
          (isNumber ? 2.5 : 0) -
          signal.names.length * 0.1,
        reason:
          values.length === 0
            ? "it is empty here, as on a last page"
            : isNumber
              ? "it holds a number for the next page"
              : "it holds a token that says nothing by itself",
      },
    ];
  });

const isOffsetNext = (signal: Signal): boolean =>
  /^next(offset|start|skip|from|startat|startindex|position)$/.test(signal.name);

/** Pages with numbers. */
export const readNumbered: PageReader = (envelope) => {
  const { signals } = envelope;
  const page = signals.find((each) => isPageNumber(each, signals));
  const pages = signals.find((each) => isPages(each, signals) && each !== page);
  const next = signals.find(
    (each) =>
      speaksOfNext(each) &&
      /^(next)?page(number|no)?$/.test(each.name) &&
      (isCount(each) || (given(each).length === 0 && page !== undefined)),
  );
  const signal = page ?? pages ?? next;
  if (!signal) return [];
  const flag = pages ? { pages: pages.path } : more(envelope, signal);
  const start = page && given(page)[0] === 0 ? { start: 0 as const } : {};
  return [
    {
      facts: { kind: "page", ...start, ...flag },
      signal: page ?? signal,
      strength: page && (pages || next) ? 7.5 : page ? 6.5 : 5.5,
      reason: page
        ? `${pages ? "the page's number and how many there are stand" : "the page's number stands"} in the answer`
        : next
          ? "the number of the next page stands in the answer"
          : "the number of pages stands in the answer",
    },
  ];
};

/** Pages after so many records. */
export const readOffset: PageReader = (envelope) => {
  const { signals } = envelope;
  const offset = signals.find((each) => isOffset(each, signals));
  const next = signals.find((each) => isOffsetNext(each) && (isCount(each) || given(each).length === 0));
  const signal = offset ?? next;
  if (!signal) return [];
  const start = offset && given(offset)[0] === 1 ? { start: 1 as const } : {};
  return [
    {
      facts: { kind: "offset", ...start, ...more(envelope, signal) },
      signal,
      strength: 7,
      reason: `how many records are before this page${offset ? " stands" : ", or the next one, stands"} in the answer`,
    },
  ];
};

/** Nothing but a flag that there is more: usually the next page then begins after the last record. */
export const readLastId: PageReader = (envelope) => {
  const flag = moreFlag(envelope);
  if (!flag) return [];
  return [
    {
      facts: { kind: "last-id", more: flag.path },
      signal: flag,
      strength: 4,
      reason:
        "the answer says whether there is more, but not where: then the next page often begins after the last record's id",
    },
  ];
};
