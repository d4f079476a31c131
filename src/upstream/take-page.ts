import type { PageFacts } from "../source/schema.ts";
import { pagings } from "./paging/index.ts";
import {
  isRefusal,
  type Asked,
  type Page,
  type Paging,
  type Refusal,
  type Selection,
  type StreamFacts,
  type Tools,
} from "./parts.ts";

type Taking = { facts: StreamFacts; asked: Asked; selection: Selection; tools: Tools };

/** One page of a selection, as the kind of page of its facts has it. */
export function takePage({ facts, asked, selection, tools }: Taking): Page | Refusal {
  const paging = pagingOf(facts.page);
  const page = paging({ page: facts.page, asked, selection, tools });
  if (isRefusal(page)) return page;
  const twice = Math.min(tools.knobs.dupesPerPage, page.rows.length);
  return { ...page, rows: page.rows.flatMap((row, index) => (index < twice ? [row, row] : [row])) };
}

/** How pages of a kind are served. Throws for a kind that has no fake, which would be our mistake. */
export function pagingOf({ kind }: PageFacts): Paging {
  const paging = pagings[kind] as Paging | undefined;
  if (paging === undefined) throw new Error(`No fake of pages: ${kind}`);
  return paging;
}
