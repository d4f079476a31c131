import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { causes } from "../../../src/debug/causes/index.ts";
import { diagnose } from "../../../src/debug/diagnose.ts";
import type { Evidence } from "../../../src/debug/evidence.ts";
import { repository } from "../../kit/temp-project.ts";
import { codeOf, evidenceOf, foundBy, makeEvidence, pageOf, place, thrown } from "./kit.ts";

const env = { env: ["API_TOKEN"] };
const raw = { kind: "raw", name: "TypeError" } as const;
const state = (digest: string, bytes = 20) => ({ text: "{}", bytes, digest });
const frame = (inside?: string) => ({ file: "src/index.ts", line: 2, column: 20, ...(inside && { inside }) });
const vanished = { symptom: "vanished" } as const;

/** For each cause what makes it the first. */
const firsts: Record<string, Evidence[]> = {
  "credential-missing": [
    thrown("API_TOKEN is not set. Locally: put it in .env. Deployed: ntn workers env push"),
    thrown("Missing environment variable TASKS_API_TOKEN"),
    thrown("Set GITHUB_TOKEN in .env to try this sync locally"),
    thrown('notes api: 401 {"error":"invalid_token","message":"Token \'undefined\' is not valid"}'),
    thrown("process.env.NOTION_KEY is required"),
  ],
  "secrets-not-pushed": [
    thrown("API_TOKEN is not set. Locally: put it in .env. Deployed: ntn workers env push", { project: env }),
    thrown("Missing environment variable API_TOKEN", {
      project: env,
      code: codeOf({ reads: ["API_TOKEN"] }),
      platform: { pushed: [] },
    }),
  ],
  "credential-rejected": [
    thrown({ name: "HttpError", message: "GET /v1/events: HTTP 401" }),
    thrown("Request failed with status code 401"),
    thrown("Unauthorized"),
    thrown("401 Bad credentials"),
    thrown("Slack said: token_revoked"),
    thrown('Salesforce answered 401: [{"errorCode":"INVALID_SESSION_ID"}]'),
    thrown("jwt expired"),
    evidenceOf([{ pages: [{ at: 2 }] }, { errors: ["status 401"] }], { project: env }),
  ],
  "scope-missing": [
    thrown("403 Resource not accessible by personal access token"),
    thrown("GET /crm/v3/objects/contacts: HTTP 403"),
    thrown("missing_scope: channels:read"),
    thrown("HTTP 401: insufficient_scope"),
  ],
  "oauth-not-connected": [
    thrown(
      'Missing OAuth access token env var "OAUTH_6769_ACCESS_TOKEN" (name: "gi"). Make sure you\'ve completed OAuth',
    ),
  ],
  "oauth-redirect-mismatch": [
    thrown("redirect_uri_mismatch: the redirect URI in the request does not match"),
  ],
  "oauth-client-missing": [
    thrown(
      'token refresh failed: {"error":"invalid_client","error_description":"The OAuth client was not found."}',
    ),
    thrown("GITHUB_CLIENT_ID is not set"),
  ],
  "rate-limited": [
    thrown({
      kind: "rate-limit",
      name: "RateLimitError",
      message: "Rate limited by external API",
      retryAfter: 17,
    }),
    evidenceOf([
      { errors: [{ kind: "rate-limit", name: "RateLimitError", message: "Rate limited", at: 3 }] },
      { pages: [{ at: 9 }] },
    ]),
  ],
  "rate-limit-unheard": [
    thrown("Tasks API error 429"),
    thrown({ name: "AxiosError", message: "Request failed with status code 429" }),
    thrown("API rate limit exceeded for user ID 4711."),
    thrown({ kind: "rate-limit", name: "RateLimitError", message: "Rate limited", retryAfter: 0 }),
  ],
  "pacer-too-slow": [
    evidenceOf(
      { said: ["page 1", "page 2"] },
      {
        platform: { outcome: "timed out" },
        code: codeOf({ pacers: [{ key: "api", paceMs: 12_000, place }], lines: ["await api.wait();"] }),
      },
    ),
  ],
  "execute-timeout": [
    evidenceOf({}, { platform: { outcome: "timed out" } }),
    thrown({ kind: "raw", name: "", message: "Execution timed out after 300 s" }),
  ],
  "state-too-large": [
    evidenceOf({ pages: [{ state: state("a", 300_000), hasMore: true }] }),
    evidenceOf({ errors: ["state exceeds the limit of 262144 bytes"] }),
  ],
  "state-not-json": [
    evidenceOf(
      {
        errors: [{ ...raw, message: "Do not know how to serialize a BigInt" }],
        said: ["    at writeOutput (output.js:3:27)"],
      },
      {},
    ),
    evidenceOf({
      pages: [{ at: 1 }],
      errors: [
        {
          name: "TypeError",
          message: "state.since.getTime is not a function",
          frames: [frame("Object.execute")],
        },
      ],
    }),
  ],
  "state-shape-changed": [
    thrown(
      {
        name: "TypeError",
        message: "Cannot read properties of undefined (reading 'id')",
        frames: [{ ...frame("Object.execute"), column: 34 }],
      },
      {
        code: codeOf({
          lines: ["", "    const last = state?.position.id;"],
        }),
      },
    ),
  ],
  "cursor-stuck": [
    thrown(
      "The API gave the same page twice, 4 times in a row. Nothing was deleted; the next run begins anew.",
    ),
    evidenceOf({ pages: [1, 2, 3].map((at) => ({ at, hasMore: true, state: state("same") })) }),
  ],
  "cursor-expired": [
    evidenceOf({
      said: ["The API refused the next page (HTTP 410). The walk begins again."],
      errors: ["The API refused the next page (HTTP 410), 4 times in a row."],
    }),
    thrown(
      'GET /v1/tasks failed: 410 {"error":"cursor_expired","message":"Cursor has expired. Restart pagination."}',
    ),
    thrown("Sync token is no longer valid, a full sync is required."),
    thrown("INVALID_QUERY_LOCATOR: invalid query locator"),
  ],
  "feed-expired": [
    thrown("events: Cannot list events older than 30 days"),
    thrown("The walk took longer than the feed remembers"),
  ],
  "result-window": [
    thrown("422: Only the first 1000 search results are available"),
    thrown("Result window is too large, from + size must be less than or equal to: [10000]"),
    thrown("The API serves nothing beyond offset 10000"),
  ],
  "nothing-returned": [
    thrown({ ...raw, message: "Cannot read properties of undefined (reading 'changes')" }),
  ],
  "changes-invalid": [
    thrown({ ...raw, message: "Cannot read properties of null (reading 'targetDatabaseKey')" }),
    thrown({ ...raw, message: "executionResult.changes.map is not a function" }),
  ],
  "property-undeclared": [evidenceOf({ pages: [{}] }, { code: foundBy("property-undeclared") })],
  "property-kind": [evidenceOf({ pages: [{}] }, { code: foundBy("property-kind") })],
  "option-undeclared": [
    evidenceOf(
      { pages: [{}] },
      {
        code: codeOf({ findings: [{ rule: "options-raw" }], lines: ['Schema.multiSelect([{ name: "a" }])'] }),
      },
    ),
    thrown('Unknown option "Blocked" of Status'),
  ],
  "option-comma": [
    evidenceOf(
      { pages: [{ oddities: [{ code: "option-comma", count: 2, example: "Berlin, Mitte" }] }] },
      { code: foundBy("options-raw") },
    ),
  ],
  "date-invalid": [
    thrown({ name: "RangeError", message: "Invalid time value", frames: [frame()] }),
    thrown("Invalid date format: 2026-02-30T10. Expected YYYY-MM-DD format."),
  ],
  "date-zone": [evidenceOf({ pages: [{}] }, { code: foundBy("datetime-zone") })],
  "key-mismatch": [evidenceOf({ pages: [{}] }, { code: foundBy("key-not-primary") })],
  "key-duplicate": [
    evidenceOf({ pages: [{ oddities: [{ code: "key-duplicate", count: 4, example: "a" }] }] }),
  ],
  "key-missing": [
    evidenceOf({ pages: [{ oddities: [{ code: "key-missing", count: 4, example: "undefined" }] }] }),
    evidenceOf({ said: ["Skipped 3 of 20 records: they have no id"], pages: [{}] }),
  ],
  "empty-answer": [
    thrown("tasksBackfill: the API lists no records. Nothing was deleted. Usual causes: a permission"),
    evidenceOf({ pages: [{ upserts: 0 }] }, { code: codeOf({}), ...vanished }),
  ],
  "far-fewer": [
    thrown(
      "tasksBackfill: the API lists 12 records, 250 the last time. Nothing was deleted. Usual causes: a permission that was taken away",
    ),
    thrown("Refusing to sweep: upstream returned 1 tasks, last run had 250"),
    evidenceOf([{ pages: [{ upserts: 250 }] }, { pages: [{ upserts: 9 }] }], {
      code: codeOf({}),
      ...vanished,
    }),
  ],
  "sweep-race": [evidenceOf({ pages: [{}] }, { code: foundBy("offset-in-replace"), ...vanished })],
  "backfill-never-ran": [
    evidenceOf(
      { sync: "tasksDelta", pages: [{ state: state("a") }] },
      {
        key: "tasksDelta",
        symptom: "missing",
        code: codeOf({
          syncs: [
            { key: "tasksDelta", mode: "incremental", schedule: "5m" },
            { key: "tasksBackfill", schedule: "manual" },
          ],
        }),
      },
    ),
  ],
  "mode-omitted": [
    evidenceOf(
      { pages: [{ state: state("a") }] },
      { code: codeOf({ syncs: [{ mode: undefined }] }), ...vanished },
    ),
  ],
  "duplicate-registration": [
    thrown({ kind: "raw", message: 'Worker item with key "jira" already registered' }),
  ],
  "schedule-invalid": [thrown({ kind: "raw", message: 'Invalid schedule format: "5min". Use "continuous"' })],
  "pacer-undeclared": [
    thrown({ message: 'Pacer "api" not found. Make sure you declared it with worker.pacer("api", ...)' }),
  ],
  "import-failed": [
    thrown({
      kind: "raw",
      name: "Error [ERR_MODULE_NOT_FOUND]",
      message: "Cannot find module '/app/src/client.js' imported from /app/src/index.ts",
    }),
    thrown({
      kind: "raw",
      name: "SyntaxError",
      message: "Expected property name or '}' in JSON at position 1",
      frames: [frame()],
    }),
  ],
  "network-unreachable": [
    thrown({
      name: "TypeError",
      message: "fetch failed",
      causes: [{ name: "Error", message: "getaddrinfo ENOTFOUND api.tasks.example" }],
    }),
    thrown("GET /v1/issues: no answer (ECONNREFUSED)"),
    thrown({ message: "certificate has expired", name: "Error" }),
  ],
  "upstream-5xx": [
    thrown("GET /v1/issues: HTTP 503"),
    thrown("Internal Server Error"),
    thrown("upstream answered 502 Bad Gateway"),
  ],
  "api-version-retired": [
    thrown("Unsupported Api-Version 2021-05-13. This version was removed on 2026-02-01."),
    thrown("410 The requested API has been removed. Please migrate to the /rest/api/3/search/jql API."),
    thrown("UNSUPPORTED_API_VERSION: Invalid Api version specified on URL"),
  ],
  "poison-record": [
    thrown({
      name: "TypeError",
      message: "Cannot read properties of null (reading 'toLowerCase')",
      frames: [frame("toTask"), frame("Object.execute")],
    }),
    thrown("Issue #42 has no title and cannot be mapped"),
  ],
  "module-cache": [evidenceOf({ pages: [{}] }, { code: foundBy("module-cache"), symptom: "stale" })],
  "response-shape-changed": [
    thrown({ message: 'Expected a list at "data.items" of the answer, got undefined' }),
    thrown({
      name: "TypeError",
      message: "Cannot read properties of undefined (reading 'map')",
      frames: [frame("Object.execute")],
    }),
    thrown({
      name: "TypeError",
      message: "body.items is not iterable",
      frames: [frame("fetchPage"), frame("Object.execute")],
    }),
  ],
  "html-answer": [
    thrown("GET /v1/books: expected JSON, got 36 characters of text/html"),
    thrown({ name: "SyntaxError", message: "Unexpected token '<', \"<!DOCTYPE \"... is not valid JSON" }),
  ],
  "not-found": [thrown("GET /repos/acme/ap/issues: HTTP 404"), thrown("404 Not Found")],
  "graphql-error": [
    thrown("GraphQL: GRAPHQL_VALIDATION_FAILED"),
    thrown('Cannot query field "titel" on type "Issue"'),
  ],
  "next-page-elsewhere": [thrown("The next page is on another host: eu.api.tasks.example")],
  "list-endless": [thrown("The list did not end after 100000 pages.")],
  "list-moved": [
    evidenceOf({
      said: ["The list moved while it was read. The walk begins again."],
      pages: [{ hasMore: true }],
    }),
  ],
  "error-lost": [
    evidenceOf({
      errors: [{ ...raw, message: "Converting circular structure to JSON", at: 1 }],
      said: ["    at JSON.stringify (<anonymous>)", "    at stringifyErrorValue (output.js:30:22)"],
    }),
  ],
  "disabled-or-manual": [
    makeEvidence({ platform: { outcome: "disabled" } }),
    makeEvidence({ code: codeOf({ syncs: [{ schedule: "manual" }] }) }),
  ],
  "schema-migration": [evidenceOf({}, { platform: { outcome: "failed" } })],
  "exec-local-esm": [
    thrown(
      { ...raw, message: "Cannot read properties of undefined (reading 'run')" },
      { project: { env: [], moduleType: "module" } },
    ),
  ],
  "unknown-key": [thrown({ kind: "raw", message: 'Capability "nope" not found' })],
  "batch-too-large": [evidenceOf({ pages: [{ upserts: 12_000 }] })],
  "sdk-too-old": [
    thrown({ ...raw, message: "worker.credential is not a function", frames: [frame()] }),
    thrown({
      kind: "raw",
      name: "SyntaxError",
      message: "The requested module '@notionhq/workers' does not provide an export named 'RateLimitError'",
    }),
  ],
  "changes-skipped": [
    evidenceOf({ pages: [{}] }, { code: foundBy("cursor-from-clock"), symptom: "missing" }),
  ],
  "value-not-cleared": [
    evidenceOf({ pages: [{}] }, { code: foundBy("property-omitted"), symptom: "not-cleared" }),
  ],
  "deletions-unseen": [evidenceOf({ pages: [{}] }, { code: foundBy("deletions-unseen"), symptom: "stale" })],
};

test("each cause is a file of its own name, in the list, and has a case here", () => {
  const files = readdirSync(`${repository}src/debug/causes`).filter((name) => name.endsWith(".ts"));
  const ids = files
    .map((name) => name.slice(0, -".ts".length))
    .filter((name) => name !== "index" && name !== "cause");
  expect(causes.map(({ id }) => id).sort()).toEqual(ids.sort());
  expect(Object.keys(firsts).sort()).toEqual(ids.sort());
  expect(ids.length).toBeGreaterThanOrEqual(45);
});

describe.each(Object.entries(firsts))("%s", (id, all) => {
  test.each(
    all.map(
      (evidence, index) => [evidence.heard[0]?.text.slice(0, 60) || `case ${index}`, evidence] as const,
    ),
  )("is the first for %s", (_, evidence) => {
    const { suspicions } = diagnose(evidence);
    const [first] = suspicions;
    expect(suspicions.map((one) => `${one.id} ${one.weight}`)[0]).toMatch(new RegExp(`^${id} `));
    expect(first?.for.length).toBeGreaterThan(0);
    expect(first?.fix).not.toBe("");
    expect(first?.proof.length).toBeGreaterThan(0);
  });
});

test("nothing is said of a sync with which nothing is wrong", () => {
  const calm = evidenceOf(
    [{ pages: [pageOf({ state: state("a") })] }, { pages: [pageOf({ state: state("b"), at: 9 })] }],
    {
      code: codeOf({ syncs: [{ mode: "incremental" }] }),
      project: env,
      platform: { outcome: "succeeded" },
    },
  );
  expect(diagnose(calm).suspicions).toEqual([]);
});
