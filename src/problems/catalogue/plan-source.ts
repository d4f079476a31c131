import { entry } from "../entry.ts";

type Param = { name: string; label: string; example: string; hint?: string | undefined };

const sayHint = ({ hint }: Param) => (hint ? ` (${hint})` : "");

/** What can be wrong with the source a plan names or describes. */
export const planSourceProblems = {
  "source/unknown": entry<{ id: string; query: string; near?: string | undefined }>({
    exit: 2,
    message: ({ id, near }) => `Unknown source "${id}".${near ? ` Did you mean ${near}?` : ""}`,
    fix: ({ query }) =>
      `Look it up: \`create-sync sources ${query}\`. For an API of your own: \`create-sync plan template custom\`.`,
  }),
  "plan/param-unanswered": entry<Param>({
    exit: 3,
    message: (param) => `Missing parameter ${param.name}: ${param.label}${sayHint(param)}.`,
    fix: ({ name, example }) => `Add --param ${name}=${example}`,
  }),
  "plan/param-missing": entry<Param>({
    exit: 2,
    message: (param) => `Missing parameter ${param.name}: ${param.label}${sayHint(param)}.`,
    fix: ({ name, example }) =>
      `Add it under source: \`params: { ${name}: ${example} }\`, or give --param ${name}=${example}`,
  }),
  "plan/param-mismatch": entry<Param & { found: string }>({
    exit: 2,
    message: (param) =>
      `Invalid parameter ${param.name}: expected ${param.label.toLowerCase()}${sayHint(param)}, found ${param.found}.`,
    fix: ({ example }) => `Write it like ${example}`,
  }),
  "plan/unknown-param": entry<{ name: string; known: string; near?: string | undefined }>({
    exit: 2,
    message: ({ name }) => `Unknown parameter "${name}": nothing in this source uses it.`,
    fix: ({ near, known }) =>
      near
        ? `Did you mean ${near}?`
        : known
          ? `Remove it; known here: ${known}.`
          : "Remove it; this source needs none.",
  }),
  "plan/unknown-placeholder": entry<{ name: string }>({
    exit: 2,
    message: ({ name }) => `Missing parameter ${name}: {${name}} is used here and has no value.`,
    fix: ({ name }) => `Add it under source: \`params: { ${name}: … }\`, or give --param ${name}=…`,
  }),
  "plan/path-leaves": entry<{ path: string }>({
    exit: 2,
    message: ({ path }) => `Invalid path ${path}: a segment of dots would lead to another endpoint.`,
    fix: () => "Remove the dots from the path or the parameter.",
  }),
  "plan/base-url": entry<{ found: string; because: string }>({
    exit: 2,
    message: ({ found, because }) => `Expected the API's address, found ${found}: ${because}.`,
    fix: () => "Write a URL like https://api.example.com/v1.",
  }),
  "plan/auth-not-offered": entry<{ kind: string; offered: string }>({
    exit: 2,
    message: ({ kind, offered }) =>
      `Expected one of ${offered}, found ${kind}: the catalogue does not describe that way to sign in.`,
    fix: () => "Choose one of them, or give everything about it under source.auth.",
  }),
  "plan/header-taken": entry<{ name: string }>({
    exit: 2,
    message: ({ name }) =>
      `Expected no ${name} in source.headers: the sign-in or the request itself sets it, and a secret does not belong into a plan.`,
    fix: ({ name }) => `Remove ${name} and describe the sign-in under source.auth.`,
  }),
  "plan/header-twice": entry<{ name: string }>({
    exit: 2,
    message: ({ name }) => `Expected ${name} once: header names do not differ by capitals.`,
    fix: () => "Remove one of them.",
  }),
  "plan/query-taken": entry<{ name: string; what: string }>({
    exit: 2,
    message: ({ name, what }) =>
      `Expected the query parameter ${name} once, but ${what} set it: one value would win without a word.`,
    fix: ({ name }) => `Remove ${name} from one of the two.`,
  }),
  "plan/slot-missing": entry<{ slot: string; part: string; field: string }>({
    exit: 2,
    message: ({ slot, part, field }) =>
      `Expected ${slot} in source.${part}.request${field === "" ? "" : ` or the query parameter that takes it in ${field}`}, found neither: every answer would be the first one again.`,
    fix: ({ slot, field }) =>
      field === ""
        ? `Put ${slot} where its value belongs, such as body: { variables: { after: ${slot} } }.`
        : `Name the parameter in ${field}, or put ${slot} where its value belongs in the query or the body.`,
  }),
  "plan/slot-twice": entry<{ slot: string; part: string; field: string; name: string }>({
    exit: 2,
    message: ({ slot, part, field, name }) =>
      `Expected it to be sent once, but both ${field} (${name}) and ${slot} in source.${part}.request send it.`,
    fix: ({ field, slot }) => `Remove ${field}, or ${slot} from the request.`,
  }),
  "plan/slot-stray": entry<{ slot: string; part: string; filled: string; isInPath: boolean }>({
    exit: 2,
    message: ({ slot, part, filled, isInPath }) =>
      isInPath
        ? `Expected no ${slot} in source.${part}.request.path: only the query and the body can hold it.`
        : `Expected no ${slot} in source.${part}.request: the kinds of its page and of its changes fill ${filled === "" ? "no slot" : `only ${filled}`}.`,
    fix: ({ slot }) => `Remove ${slot}, or choose the kind it belongs to.`,
  }),
  "plan/slot-in-document": entry<{ slot: string }>({
    exit: 2,
    message: ({ slot }) =>
      `Expected ${slot} as the value of a variable, found it inside the GraphQL document, where it would be taken for ours.`,
    fix: ({ slot }) =>
      `Call the document's variable otherwise, such as $after, and give it the value ${slot} under variables.`,
  }),
  "plan/post-follows": entry<{ kind: string }>({
    exit: 2,
    message: ({ kind }) =>
      `Expected method: GET, because pages of kind ${kind} are followed as addresses without a body.`,
    fix: () => "Use the kind that says how the next page is asked for by POST, such as cursor.",
  }),
  "plan/body-of-get": entry<Record<string, never>>({
    exit: 2,
    message: () => "Expected method: POST beside a body: a GET sends none.",
    fix: () => "Write method: POST, or move what the body says into the query.",
  }),
  "plan/newest-in-one": entry<Record<string, never>>({
    exit: 2,
    message: () =>
      "Expected pages beside kind: newest-first, found one answer with everything: there is nothing to stop reading at.",
    fix: () => "Let each run read everything: changes: { kind: none }.",
  }),
  "plan/cap-without-size": entry<Record<string, never>>({
    exit: 2,
    message: () => "Expected the page's size beside cap: the last page that is served is reckoned with it.",
    fix: () => "Add size: { send: limit, value: 100 } with the parameter's own name.",
  }),
  "plan/last-id-moves": entry<Record<string, never>>({
    exit: 2,
    message: () =>
      "Expected order: fixed, because paging after the last record skips rows when records change places.",
    fix: () => "Find a sort order that does not move (by id or creation), or another kind of page.",
  }),
  "plan/oauth-one-name": entry<{ env: string }>({
    exit: 2,
    message: ({ env }) => `Expected two names for client id and secret, found ${env} twice.`,
    fix: () => "Give each its own variable, such as ACME_CLIENT_ID and ACME_CLIENT_SECRET.",
  }),
};
