import { ts } from "ts-morph";
import { findAll, functionAround } from "../code/syntax.ts";
import { loopAround } from "../facts/pacing.ts";
import type { Envelope, Request, SyncFacts } from "../facts/types.ts";
import { isMadeOfAnswer } from "./kit/answers.ts";
import { askedTexts } from "./kit/asked.ts";
import { askedPlaces, newnessOf, valuesAt, type Path } from "./kit/places.ts";
import { isWithoutChanges } from "./kit/saved.ts";
import type { Fault, Rule } from "./rule.ts";

/** A list of which only the first page is read. */
export const singlePage: Rule = {
  id: "single-page",
  severity: "error",
  hazards: ["H18", "H21"],
  title: "Only the first page is read",
  check: ({ syncs }) =>
    syncs.flatMap((sync) =>
      [...(endsAtOnce(sync) ? checkSync(sync) : []), ...placesUnused(sync)].slice(0, 1),
    ),
};

/** A replace sync that saves where the next page is, and yet ends its cycle with each page. */
function placesUnused(sync: SyncFacts): Fault[] {
  if (sync.mode !== "replace" || !sync.isWhole || sync.envelopes.some((each) => goesOn(sync, each)))
    return [];
  const places = askedPlaces(sync);
  const ends = sync.envelopes.filter(({ hasMore, nextStateNodes }) => {
    if (hasMore !== "false") return false;
    return nextStateNodes.some((state) => places.some((path) => isNextPlace(sync, state, path)));
  });
  return ends.map(({ node }) => ({
    at: node.properties.find(({ name }) => name?.getText() === "hasMore") ?? node,
    sync,
    message:
      "The place of the next page is saved, but `hasMore: false` ends the cycle here, and no page goes on. What was not read until now loses its rows.",
    fix: "Return `hasMore: true` with that place until the API says that there is no further page.",
  }));
}

function isNextPlace(sync: SyncFacts, state: ts.Node, path: Path): boolean {
  return valuesAt(sync, state, path).some(
    (value) => newnessOf(sync, value) === "new" && isMadeOfAnswer(sync, value),
  );
}

/** Whether an envelope sends for another page: with rows, or with a place. One that only begins anew does not. */
function goesOn(sync: SyncFacts, envelope: Envelope): boolean {
  if (envelope.hasMore === "false") return false;
  if (envelope.hasMore === "either" || !isWithoutChanges(sync, envelope)) return true;
  return envelope.nextStateNodes.some(
    (state) =>
      !ts.isObjectLiteralExpression(state) ||
      askedPlaces(sync).some((path) =>
        valuesAt(sync, state, path).some((value) => newnessOf(sync, value) === "new"),
      ),
  );
}

function endsAtOnce({ envelopes, isWhole, mode }: SyncFacts): boolean {
  return isWhole && mode !== undefined && envelopes.every(({ hasMore }) => hasMore === "false");
}

const size =
  /(?<![\w-])(limit|per_?page|page_?size|max_?results|count|first|top|\$top|size|take|pageSize|perPage|maxResults)["']?\s*[=:]\s*["'`]?(\d+)/i;
const sizeName = /^(limit|per_?page|page_?size|max_?results|\$?top)$/i;
const nextName =
  /^(next|next_?page|next_?cursor|next_?page_?token|has_?more|has_?next_?page|end_?cursor|next_?url|next_?link|page_?info|continuation_?token)$/i;

function checkSync(sync: SyncFacts): Fault[] {
  const [request, ...others] = sync.requests;
  if (!request || others.length > 0 || isRepeated(sync, request) || !isOfRecords(sync)) return [];
  const texts = askedTexts(sync);
  const limited = texts.find(({ text }, index) => {
    const [, , number = ""] = size.exec(text) ?? [];
    const isSet =
      sizeName.test(text) && texts.some((other, place) => place !== index && /^\d{2,4}$/.test(other.text));
    return Number(number) >= 10 || isSet;
  });
  const signal = declaredSignal(sync);
  const at = limited?.node ?? signal;
  if (!at) return [];
  const why = limited
    ? "The request asks for a limited number of records"
    : "The answer says whether there are more";
  return [
    {
      at,
      sync,
      message: `${why}, but nothing asks for the page after the first. All further records are never read${sync.mode === "replace" ? ", and their rows are deleted" : ""}.`,
      fix: "Return `hasMore: true` with the next page's place in `nextState` until the API says that there is none.",
    },
  ];
}

/** Whether a request, or a function on the way to it, stands in a loop, calls itself or gives its pages one by one. */
function isRepeated(sync: SyncFacts, { call }: Request): boolean {
  const seen = new Set<ts.Node>();
  const queue: ts.Node[] = [call];
  for (const node of queue) {
    const around = functionAround(node);
    if (!around || loopAround(node, around) || ("asteriskToken" in around && around.asteriskToken))
      return true;
    if (seen.has(around)) continue;
    seen.add(around);
    if (sync.flow.isEntry(around)) continue;
    const callers = sync.flow.callers(around);
    // A function nobody is seen to call is one that a library calls, as often as it likes.
    if (
      callers.length === 0 ||
      callers.some(
        (caller) =>
          sync.flow.reached([around]).has(functionAround(caller) ?? around) &&
          functionAround(caller) === around,
      )
    )
      return true;
    queue.push(...callers);
  }
  return (
    [...sync.reached].some((one) =>
      findAll(one, ts.isForOfStatement).some(({ awaitModifier }) => awaitModifier !== undefined),
    ) || /autoPag|paginate/i.test(call.expression.getText())
  );
}

/** A page of a list, not one record: the changes come from a list. */
function isOfRecords({ envelopes, flow }: SyncFacts): boolean {
  return envelopes.some(({ changes }) =>
    changes.some((node) =>
      flow
        .origins(node)
        .some(
          (origin) =>
            ts.isCallExpression(origin) ||
            (ts.isArrayLiteralExpression(origin) && ts.isVariableDeclaration(origin.parent)),
        ),
    ),
  );
}

/** A field of the declared answer that leads to the next page, and that nothing reads. */
function declaredSignal(sync: SyncFacts): ts.Node | undefined {
  const nodes = [...sync.reached].flatMap((one) => findAll(one, isNamed));
  if (nodes.some(({ text }) => nextName.test(text))) return undefined;
  const types = [...sync.reached].flatMap((one) =>
    findAll(one, isValue).map((each) => sync.flow.checker.getTypeAtLocation(each)),
  );
  const properties = types.flatMap((type) => (type.flags & ts.TypeFlags.Object ? type.getProperties() : []));
  return properties.find(({ name }) => nextName.test(name))?.declarations?.find(ts.isPropertySignature);
}

function isNamed(node: ts.Node): node is ts.Identifier | ts.StringLiteral {
  if (ts.isStringLiteral(node)) return true;
  return (
    ts.isIdentifier(node) && (ts.isPropertyAccessExpression(node.parent) || ts.isBindingElement(node.parent))
  );
}

function isValue(node: ts.Node): node is ts.Identifier | ts.AwaitExpression {
  return ts.isIdentifier(node) || ts.isAwaitExpression(node);
}
