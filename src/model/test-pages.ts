import { answerPath, pathNames, type AnswerPath } from "../source/path.ts";
import type { PageFacts, RequestFacts } from "../source/schema.ts";
import type { DataRecord } from "./sample.ts";

/** A request whose answers come in pages. */
export type Stream = { request: RequestFacts; page: PageFacts; records: string };

/** The names of a path into a record, and the steps of one into an answer; none for a path that cannot be read. */
export const names = (path: string): string[] => pathNames(path) ?? [];
export const keys = (path: string): AnswerPath => answerPath(path) ?? [];

/** What an answer holds that is the last one. */
export function endOf({ page }: Stream): [path: AnswerPath, value: unknown][] {
  if (page.kind === "relay")
    return [[[...names(page.connection), "pageInfo"], { hasNextPage: false, endCursor: null }]];
  if ("more" in page && page.more !== undefined) return [[keys(page.more), false]];
  if ("last" in page && page.last !== undefined) return [[keys(page.last), true]];
  return "pages" in page && page.pages !== undefined ? [[keys(page.pages), 1]] : [];
}

/** Pages as the test kit imitates them. `since`: the parameter of a bound by time. */
export function pageShape(page: PageFacts, since: string): DataRecord {
  const more = "more" in page && page.more !== undefined ? { more: keys(page.more) } : {};
  switch (page.kind) {
    case "cursor":
      return { kind: page.kind, send: page.send, read: keys(page.read) };
    case "next-url":
      return {
        kind: page.kind,
        read: keys(page.read),
        ...(page.last !== undefined && { last: keys(page.last) }),
      };
    case "link-header":
      return { kind: page.kind, ...(page.only && { only: page.only }) };
    case "last-id":
      return { kind: page.kind, send: page.send, ...more };
    case "page":
    case "offset": {
      const pages = "pages" in page && page.pages !== undefined ? { pages: keys(page.pages) } : {};
      return { kind: page.kind, send: page.send, start: page.start, ...more, ...pages };
    }
    case "keyset":
      return { kind: page.kind, sendTime: since, sendId: page.sendId, ...more };
    case "single":
    case "relay":
      return { kind: "whole", set: [], untilEmpty: false };
  }
}
