import type { PageFacts } from "../../source/schema.ts";
import { isRefusal, type Asked, type Paging } from "../parts.ts";
import { numberedPosition } from "./numbered.ts";
import { readPosition, takePage, writePosition, type WalkPage } from "./token-walk.ts";

const tokenName = "after";
const numberName = "page";

/** The Link header names the next and the first page. Lists that move are paged by number, others by a token. */
export const linkHeader: Paging<"link-header"> = (input) => {
  const { page, asked, selection } = input;
  const token = asked.query.get(tokenName) ?? undefined;
  const number = Number(/^[1-9]\d{0,6}$/.exec(asked.query.get(numberName) ?? "")?.[0] ?? 1);
  const isNumbered = selection.isMoving || (token === undefined && number > 1);
  const sent = [tokenName, numberName, page.size?.send];
  const at = isNumbered ? numberedPosition(input, number) : readPosition(input, token, sent);
  if (isRefusal(at)) return at;
  const taken = takePage(isNumbered ? { ...input, selection: { ...selection, isMoving: true } } : input, at);
  if (isRefusal(taken)) return taken;
  const links = linksOf(input, taken, (position) =>
    isNumbered ? [numberName, String(position.page)] : [tokenName, writePosition(input, position, sent)],
  );
  return { rows: taken.rows, members: [], ...(links.length > 0 && { headers: { link: links.join(", ") } }) };
};

type Input = Parameters<Paging<"link-header">>[0];

function linksOf(
  { page, asked, tools }: Input,
  { at, next }: WalkPage,
  parameterOf: (position: WalkPage["at"]) => [string, string],
): string[] {
  const { doneFlag } = tools.knobs;
  const links: string[] = [];
  if (next !== undefined || page.only !== undefined) {
    const rel = doneFlag === "string" ? "rel=next" : 'rel="next"';
    const mark = attribute(page, next !== undefined);
    links.push(`<${urlWith(asked, parameterOf(next ?? at))}>; ${rel}${mark}`);
  }
  if (doneFlag !== "absent" && at.page > 1) links.push(`<${urlWith(asked)}>; rel="first"`);
  return links;
}

/** Where every answer has a next link, an attribute says whether anything is behind it. */
function attribute({ only }: Extract<PageFacts, { kind: "link-header" }>, hasMore: boolean): string {
  if (only === undefined) return "";
  const never = only.equals === "true" ? "false" : "none";
  return `; ${only.attribute}="${hasMore ? only.equals : never}"`;
}

function urlWith({ url }: Asked, parameter?: readonly [string, string]): string {
  const target = new URL(url.href);
  for (const own of [tokenName, numberName]) target.searchParams.delete(own);
  if (parameter !== undefined) target.searchParams.set(...parameter);
  return target.href;
}
