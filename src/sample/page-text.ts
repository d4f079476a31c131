import { inlineYaml } from "../plan/inline.ts";
import type { Findings } from "./guess.ts";
import type { PageShape } from "./page/types.ts";
import { sayGuess, wrapAll } from "./say.ts";

type Row = readonly [string, { line: string; comment: string[] }];

/** The rows for how pages lead on, and for what that needs of the request and of the order. */
export function pageRows({ page, samples, noun }: Findings): Row[] {
  const many = noun?.many ?? "records";
  const question = `How does one page of ${many} lead to the next?`;
  if (!page)
    return [
      [
        "source.list.page",
        {
          line: "    page: { kind: <fill in one of these kinds> }",
          comment: [
            ...wrapAll(
              question,
              `Not found: nothing in the answer${samples > 1 ? "s" : ""} leads on. A saved answer has no headers: look (with \`curl -i\`) for one that begins with \`link:\` and names rel="next".`,
            ),
            "  { kind: link-header }              there is such a header",
            "  { kind: page, send: page }         the documentation has a parameter for the page's number",
            "  { kind: offset, send: offset }     … for how many to skip",
            "  { kind: last-id, send: after_id }  … for the id after which to go on (then order: fixed)",
            "  { kind: single }                   all are in one answer, however many there are",
          ],
        },
      ],
    ];
  const { value } = page;
  const rows: Row[] = [
    [
      "source.list.page",
      { line: `    page: ${lineOf(value)}`, comment: wrapAll(question, sayGuess(page), ...asks(value)) },
    ],
  ];
  if (value.kind === "relay") rows.push(relayRequest());
  if (value.kind === "last-id") rows.push(fixedOrder());
  return rows;
}

const parameters: Partial<Record<PageShape["kind"], readonly [blank: string, ask: string]>> = {
  cursor: [
    "<fill in the query parameter like cursor>",
    "Which query parameter takes that token? If a POST sends it in its body, put $cursor there instead of send.",
  ],
  page: ["<fill in the query parameter like page>", "Which query parameter takes the page's number?"],
  offset: ["<fill in the query parameter like offset>", "Which query parameter takes how many to skip?"],
  "last-id": [
    "<fill in the query parameter like after_id>",
    "Which query parameter takes the id of the last record? If there is one for a page's number instead, write { kind: page, send: page } with the same more.",
  ],
};

function asks({ kind }: PageShape): string[] {
  const ask = parameters[kind]?.[1];
  return [
    ...(ask === undefined ? [] : [ask]),
    "Pages may be made longer by size: { send: limit, value: 100 }, if the API has such a parameter.",
  ];
}

function lineOf({ kind, ...facts }: PageShape): string {
  const blank = parameters[kind]?.[0];
  const pairs = Object.entries(facts).map(([name, value]) => `${name}: ${inlineYaml(value)}`);
  return `{ ${[`kind: ${kind}`, ...(blank === undefined ? [] : [`send: ${blank}`]), ...pairs].join(", ")} }`;
}

function relayRequest(): Row {
  return [
    "source.list.request",
    {
      line: "    request: { method: POST, path: <fill in the path like /graphql>, body: { query: <fill in the GraphQL document with $after as its variable>, variables: { after: $cursor } } }",
      comment: wrapAll(
        "The request, with whatever makes it list everything (archived ones too) in the order of creation. The document takes the cursor as a variable, such as query Orders($after: String) { orders(first: 50, after: $after) { … } }.",
      ),
    },
  ];
}

function fixedOrder(): Row {
  return [
    "source.list.order",
    {
      line: "    order: fixed",
      comment: wrapAll(
        "Is the list sorted by something that never changes, such as the id or when a record was made? Going on after the last record needs that; if it is not so, choose another kind of page.",
      ),
    },
  ];
}
