import { ts } from "ts-morph";
import type { SourceText } from "../../../src/validate/code/program.ts";
import type { Envelope } from "../../../src/validate/facts/types.ts";
import {
  anyOf,
  byFacts,
  envelopesOf,
  inCode,
  inText,
  operator,
  property,
  stateName,
  type Change,
  type Operator,
} from "./editing.ts";

const isLast = ({ hasMore, node }: Envelope): boolean =>
  hasMore === "false" && property(node, "nextState") !== undefined;
const isPage = ({ hasMore, node }: Envelope): boolean =>
  hasMore === "true" && isGiven(property(node, "changes")) && property(node, "nextState") !== undefined;

function isGiven(changes: ts.Node | undefined): boolean {
  return changes !== undefined && !/\[\]$/.test(changes.getText());
}

/** The value of a property, whether written `name: value` or `name`. */
function valueOf(node: ts.Node, name: string): string {
  const found = property(node, name);
  return found && ts.isPropertyAssignment(found) ? found.initializer.getText() : name;
}

const change = (node: ts.Node, name: string, by: (value: string) => string): Change[] => {
  const found = property(node, name);
  return found ? [{ node: found, text: `${name}: ${by(valueOf(node, name))}` }] : [];
};

const onLast = (mode: "replace" | "incremental", edit: (envelope: Envelope) => Change[]): Operator["apply"] =>
  byFacts((syncs) => envelopesOf(syncs, mode, isLast).flatMap(edit));

const onPage = (mode: "replace" | "incremental", edit: (envelope: Envelope) => Change[]): Operator["apply"] =>
  byFacts((syncs) => envelopesOf(syncs, mode, isPage).slice(0, 1).flatMap(edit));

/** Adds a field to what is saved after a page. */
const saved = (
  mode: "replace" | "incremental",
  field: (state: string, changes: string) => string,
): Operator["apply"] =>
  onPage(mode, ({ node }) => {
    const state = stateName(node);
    if (state === undefined) return [];
    return change(
      node,
      "nextState",
      (value) => `{ ...(${value}), ${field(state, valueOf(node, "changes"))} }`,
    );
  });

/** In what field a delta keeps the newest time it has seen; none where it keeps tokens. */
function highOf(files: readonly SourceText[]): string | undefined {
  const all = files.map(({ text }) => text).join("\n");
  return ["newestEdit", "high", "newest"].find((name) =>
    new RegExp(`^\\s*${name}\\??:|\\b${name}\\?: (string|number)|\\{ ${name}, `, "m").test(all),
  );
}

// `passed - overlap` is a place in a list, not a time: an offset that reaches back is none of `cursor-no-overlap`.
const overlapTaken =
  /(?<!passed) - (overlap|overlapMs|OVERLAP|OVERLAP_MS|overlapSeconds)\b(?=[;,)]|\s*:|\s*$)/gm;

/** Mistakes in how a sync goes on from page to page, and from cycle to cycle. */
export const goingOn: readonly Operator[] = [
  operator(
    "the cursor stays where it is",
    "no-progress",
    anyOf(
      inText(/\bat: page\.next \}/, "at: walk.at }"),
      inText(/cursor: page\.next\b/, "cursor: state.cursor"),
      inText(/place(?= \} \};)/, "place: state.place"),
      inText(/after: last, count/, "after: current.after, count"),
      inText(/afterId: String\(lastId\)/, "afterId: state.afterId"),
      inText(/count: total, fromId: last\b/, "count: total, fromId"),
      inText(/, after: next \} \};/, ", after: state.after } };"),
    ),
  ),
  operator("the next cycle asks since this machine's time", "cursor-from-clock", (files) => {
    const field = highOf(files);
    if (field === undefined) return undefined;
    return onLast("incremental", ({ node }) =>
      change(node, "nextState", () => `{ v: 1, ${field}: new Date().toISOString() }`),
    )(files);
  }),
  operator(
    "no overlap",
    "cursor-no-overlap",
    anyOf(inText(/earlier\(high, overlapMs\)/, "high"), inText(overlapTaken, "")),
  ),
  operator(
    "only what is newer than the newest",
    "cursor-no-overlap",
    anyOf(inText(/earlier\(high, overlapMs\)/, "earlier(high, -1)"), inText(overlapTaken, " + 1")),
  ),
  operator(
    "the last page saves nothing",
    "incremental-no-next-state",
    onLast("incremental", ({ node }) => {
      const found = property(node, "nextState");
      return found ? [{ node: found, text: "...{}" }] : [];
    }),
  ),
  operator(
    "the end of a replace keeps the position",
    "replace-keeps-state",
    onLast("replace", ({ node }) => {
      const state = stateName(node);
      return state === undefined ? [] : change(node, "nextState", (value) => `{ ...${state}, ...${value} }`);
    }),
  ),
  operator(
    "ids of all pages in the state",
    "state-grows",
    saved(
      "replace",
      (state, changes) => `ids: [...(${state}.ids ?? []), ...${changes}.map(({ key }) => key)]`,
    ),
  ),
  operator(
    "a Date in the state",
    "state-not-json",
    saved("replace", () => "readAt: new Date()"),
  ),
  operator(
    "a Map in the state",
    "state-not-json",
    saved("incremental", () => "names: new Map()"),
  ),
  operator(
    // `buffer-only-when-done` is about a cursor that is held back from the clock; rows in the state are this one's.
    "rows are kept back until all is read",
    "state-grows",
    onPage("replace", ({ node }) => {
      const state = stateName(node);
      const rows = valueOf(node, "changes");
      if (state === undefined) return [];
      return [
        ...change(node, "changes", () => "[]"),
        ...change(
          node,
          "nextState",
          (value) => `{ ...(${value}), rows: [...(${state}.rows ?? []), ...${rows}] }`,
        ),
      ];
    }),
  ),
  operator(
    "only the first page",
    "single-page",
    byFacts((syncs) =>
      envelopesOf(syncs, "replace", isPage).flatMap(({ node }) => change(node, "hasMore", () => "false")),
    ),
  ),
  operator(
    "a delete in a replace",
    "delete-in-replace",
    onPage("replace", ({ node }) =>
      change(node, "changes", (value) => `[...${value}, { type: "delete", key: "0" }]`),
    ),
  ),
  operator(
    "a request for each row",
    "request-per-record",
    onPage("replace", ({ node }) =>
      change(
        node,
        "changes",
        (value) =>
          `await Promise.all(${value}.map(async (row) => ({ ...row, more: await (await fetch("https://acme.example/rows/" + row.key)).json() })))`,
      ),
    ),
  ),
  operator("rows once written are left out", "module-cache", (files) => {
    const edited = onPage("incremental", ({ node }) =>
      change(
        node,
        "changes",
        (value) => `${value}.filter(({ key }) => !written.has(key) && written.add(key).size > 0)`,
      ),
    )(files);
    return edited?.map(({ path, text }) =>
      text.includes("written.has(key)")
        ? { path, text: `${text}\nconst written = new Set();\n` }
        : { path, text },
    );
  }),
  operator(
    "the greatest of no times",
    "max-of-nothing",
    anyOf(
      inText(/^\s*if \((all|times)\.length === 0\) return before;\r?\n/m, ""),
      inText(/newest\.length === 0\s*\? \{ v: 1 \}\s*: /, ""),
      inText(/times\.length > 0\s*\? (new Date\(.*\)\.toISOString\(\))\s*: undefined/, "$1"),
      inText(/if \(edits\.length > 0\) \{/, "{"),
    ),
  ),
  operator("a list that looks cut off is believed", "replace-no-guard", withoutGuards),
  operator("an error that pins the page", "state-pinned-throw", throwAtOther),
  operator("a failing page is an empty one", "catch-returns-empty", failingIsEmpty),
  operator(
    "a short page ends the list",
    "short-page-ends",
    anyOf(
      // A page has no size to fall short of where the requests ask for none.
      (files) =>
        files.some(({ text }) => /(limit|per_page|maxResults): ["']100["']/.test(text))
          ? inText(
              /next: tokenAfter\(at, records, /,
              "next: records.length < 100 ? undefined : tokenAfter(at, records, ",
            )(files)
          : undefined,
      inText(/const isMore = /, "const isMore = listed.length === 20 && "),
      inText(/const isEnd = body\.data\.length === 0 &&/, "const isEnd = body.data.length < 20 ||"),
      inText(/const isEnd =/, "const isEnd = items.length < 20 ||"),
      inText(/const isLast = /, "const isLast = connection.nodes.length < 20 || "),
      inText(/isLast: data\.length === 0/, "isLast: data.length < 20"),
      inText(/isLast: items\.length === 0/, "isLast: items.length < 20"),
      inText(/const isEmpty = body\.results\.length === 0/, "const isEmpty = body.results.length < 20"),
    ),
  ),
  operator(
    "numbered places in a replace",
    "offset-in-replace",
    anyOf(
      inText(
        /if \(current\.after !== undefined\) url\.searchParams\.set\("after", current\.after\);/,
        'url.searchParams.set("offset", String(current.count ?? 0));',
      ),
      inText(/^\s*if \(ends !== undefined && border === -1\)[^;]*;\r?\n/m, ""),
      inText(
        /\.\.\.\(state\.afterId !== undefined && \{ after_id: state\.afterId \}\)/,
        "offset: String(state.total ?? 0)",
      ),
    ),
  ),
];

function withoutGuards(files: readonly SourceText[]): SourceText[] | undefined {
  const exact = inText(/if \(seen > 0 && !isMissingMany\) return/, "return")(files);
  if (exact) return exact;
  const guard = /\b0\.7\b|^(count|total|seen|rows|read|counted) === 0( |$)|isCutOff|isEmptied/;
  return inCode(
    (node) =>
      ts.isIfStatement(node) && guard.test(node.expression.getText()) ? { node, text: "" } : undefined,
    true,
  )(files);
}

/**
 * An answer that is not as the last one was is thrown about. Not so a place that comes twice, which a retry may heal,
 * nor a list that looks cut off, where standing still is what `replace-no-guard` asks for.
 */
function throwAtOther(files: readonly SourceText[]): SourceText[] | undefined {
  return onPage("replace", ({ node }) => {
    const state = stateName(node);
    const rows = valueOf(node, "changes");
    const around = state === undefined ? undefined : statementAround(node);
    if (state === undefined || !around) return [];
    const check = `if (${state}.size !== ${rows}.length) throw new Error("the list has changed");`;
    const [saved] = change(node, "nextState", (value) => `{ ...(${value}), size: ${rows}.length }`);
    if (!saved) return [];
    const [from, to] = [saved.node.getStart() - around.getStart(), saved.node.getEnd() - around.getStart()];
    const text = around.getText();
    return [{ node: around, text: `{ ${check} ${text.slice(0, from)}${saved.text}${text.slice(to)} }` }];
  })(files);
}

function statementAround(node: ts.Node): ts.ReturnStatement | undefined {
  for (let around = node.parent; around; around = around.parent) {
    if (ts.isReturnStatement(around)) return around;
    if (ts.isFunctionLike(around)) return undefined;
  }
  return undefined;
}

function failingIsEmpty(files: readonly SourceText[]): SourceText[] | undefined {
  const generated = inText(
    /(await \w+\([^;]*?\))\.catch\(\s*expired\([^;]*?\),?\s*\);/,
    "$1.catch(() => ({ records: [], next: undefined, now: new Date().toISOString() }));",
  );
  const inExecute = inCode((node) => {
    if (!ts.isCatchClause(node) || !/changes: |return (restart|again|beginAgain)\(/.test(node.getText()))
      return undefined;
    return { node, text: "catch { return { changes: [], hasMore: false }; }" };
  });
  return anyOf(generated, inExecute)(files);
}
