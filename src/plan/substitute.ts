import { Problem } from "../problems/problem.ts";
import { mapRequests } from "../source/requests.ts";
import type { Facts, RequestFacts } from "../source/schema.ts";
import type { Locate } from "./document.ts";
import type { FieldPath } from "./field-path.ts";
import { describe } from "./issues.ts";
import type { Params } from "./params.ts";

const placeholder = /\{([A-Za-z]\w*)\}/g;

type Values = Params["values"];
type Context = {
  values: Values;
  checked: ReadonlySet<string>;
  /** The values of the parameter that the source is read by, where it has several: requests keep a slot for them. */
  partitions: readonly string[];
  over: string | undefined;
  locate: Locate;
  problems: Problem[];
};

/**
 * Puts the parameters into a source's address, paths and query. In a path a value is percent-encoded; its slashes stay
 * only for the names in `checked`, whose form the catalogue knows. The result is checked as a URL.
 */
export function substituteParams(
  facts: Facts,
  values: Values,
  options: Pick<Context, "checked" | "partitions" | "locate">,
) {
  const over = options.partitions.length > 1 ? facts.partition?.over : undefined;
  const context: Context = { values, ...options, over, problems: [] };
  const filled: Facts = {
    ...facts,
    baseUrl: fillBaseUrl(facts.baseUrl, context),
    ...mapRequests(facts, (request, at) => fillRequest(request, at, context)),
  };
  return { facts: filled, problems: context.problems };
}

function fillRequest(request: RequestFacts, at: FieldPath, context: Context): RequestFacts {
  const path = fill(request.path, { at: [...at, "path"], write: encodeInPath }, context);
  if ([path, ...context.partitions].some(hasDotSegment)) {
    const name = hasDotSegment(request.path)
      ? undefined
      : [...context.values].find(([, value]) => hasDotSegment(value))?.[0];
    const place = context.locate(name === undefined ? [...at, "path"] : ["source", "params", name]);
    context.problems.push(new Problem("plan/path-leaves", { path }, place));
  }
  const query = Object.entries(request.query).map(([name, value]) => {
    const isText = typeof value === "string";
    return [
      name,
      isText ? fill(value, { at: [...at, "query", name], write: (_name, text) => text }, context) : value,
    ] as const;
  });
  const body = request.body === undefined ? {} : { body: fillBody(request.body, context) };
  return { ...request, path, query: Object.fromEntries(query), ...body };

  function encodeInPath(name: string, value: string): string {
    if (name === context.over) return value;
    const parts = context.checked.has(name) ? value.split("/") : [value];
    return parts.map(encodeURIComponent).join("/");
  }
}

/** In a body only known names are placeholders: a GraphQL document is full of braces. */
function fillBody<Value>(value: Value, context: Context): Value {
  if (typeof value === "string")
    return value.replaceAll(placeholder, (whole, name: string) => valueOf(name, context) ?? whole) as Value;
  if (Array.isArray(value)) return value.map((item: unknown) => fillBody(item, context)) as Value;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, fillBody(inner as unknown, context)]),
  ) as Value;
}

function valueOf(name: string, { values, over }: Context): string | undefined {
  return name === over ? "$partition" : values.get(name);
}

function hasDotSegment(path: string): boolean {
  return path.split("/").some((segment) => /^(\.|%2e){1,2}$/i.test(segment));
}

function fillBaseUrl(template: string, context: Context): string {
  const at = ["source", "baseUrl"];
  const before = context.problems.length;
  const url = fill(template, { at, write: writePart }, context).replace(/\/+$/, "");
  const because = context.problems.length > before ? undefined : urlFault(url);
  if (because)
    context.problems.push(
      new Problem("plan/base-url", { found: describe(url), because }, context.locate(at)),
    );
  return url;

  // A value nobody checked must not lead the secret to another host.
  function writePart(name: string, value: string): string {
    const because = `a part of it, {${name}}, may hold letters, digits, dots and dashes only`;
    const isSafe =
      context.checked.has(name) || template === `{${name}}` || /^[\w~-]+(\.[\w~-]+)*$/.test(value);
    if (!isSafe)
      context.problems.push(
        new Problem(
          "plan/base-url",
          { found: describe(value), because },
          context.locate(["source", "params", name]),
        ),
      );
    return value;
  }
}

function urlFault(text: string): string | undefined {
  if (!URL.canParse(text) || /[\s{}\\]/.test(text)) return "it is not a URL";
  const url = new URL(text);
  if (url.username !== "" || url.password !== "" || text.includes("@"))
    return "it holds a user or password, which belong into source.auth";
  if (url.search !== "" || url.hash !== "" || /[?#]/.test(text))
    return "it has a query; that belongs into the requests";
  if (url.protocol === "https:") return undefined;
  if (url.protocol !== "http:") return `${url.protocol} is not a web address`;
  return isLoopback(url.hostname)
    ? undefined
    : "http:// would show the secret and the data on the way; only this machine may be called without TLS";
}

/** Whether a host name as `URL` prints it is this machine. */
function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}

type Slot = { at: FieldPath; write: (name: string, value: string) => string };

function fill(template: string, { at, write }: Slot, context: Context): string {
  return template.replaceAll(placeholder, (whole, name: string) => {
    const value = valueOf(name, context);
    if (value !== undefined) return write(name, value);
    context.problems.push(new Problem("plan/unknown-placeholder", { name }, context.locate(at)));
    return whole;
  });
}
