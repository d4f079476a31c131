import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLogMask } from "../../../../src/debug/mask-log.ts";

const hide = (text: string, env: Record<string, string> = {}): string =>
  createLogMask(Object.entries(env)).line(text);

const jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U";

describe("what is hidden", () => {
  it.each([
    ["sent sk_live_51HabcdefQ8 and", "sent [secret 1] and"],
    ["ghp_abcdefghij0123456789", "[secret 1]"],
    ["token was xoxb-2417-99810-AbCd.", "token was [secret 1]."],
    [`auth ${jwt} refused`, "auth [secret 1] refused"],
    ["Authorization: Bearer abc.def-123", "Authorization: Bearer [secret 1]"],
    ["sending Bearer abc.def-123 now", "sending Bearer [secret 1] now"],
    ["-H 'Authorization: Basic dXNlcjpwYXNz'", "-H 'Authorization: Basic [secret 1]'"],
    ["GET https://a.example/x?api_key=abcd1234&page=2", "GET https://a.example/x?api_key=[secret 1]&page=2"],
    ["GET /x?key=abcd1234&code=77xyz", "GET /x?key=[secret 1]&code=[secret 2]"],
    ["GET /x?a=1&amp;access_token=abcd1234", "GET /x?a=1&amp;access_token=[secret 1]"],
    ["https://me:pass@db.example/x", "https://[secret 1]@db.example/x"],
    ['{"password":"hunter2","user":"ann"}', '{"password":"[secret 1]","user":"ann"}'],
    ['{"password":"hun\\"ter2","user":"ann"}', '{"password":"[secret 1]","user":"ann"}'],
    ['"{\\"clientSecret\\":\\"hunter2\\",\\"a\\":1}"', '"{\\"clientSecret\\":\\"[secret 1]\\",\\"a\\":1}"'],
    ["headers: { 'X-Api-Key': 'k1-2-3' }", "headers: { 'X-Api-Key': '[secret 1]' }"],
    ["set-cookie: session=abc; Path=/; HttpOnly", "set-cookie: [secret 1]"],
    ["SHOP_TOKEN=tk_a81f33d0", "SHOP_TOKEN=[secret 1]"],
    ["DB_PASSWORD: correct-horse-7", "DB_PASSWORD: [secret 1]"],
    ["hooks.slack.com/services/T000/B000/XXXX", "hooks.slack.com/services/[secret 1]"],
  ])("%s", (text, expected) => {
    expect(hide(text)).toBe(expected);
  });

  it("gives equal secrets one number, and others another", () => {
    const mask = createLogMask();
    expect(mask.line("token=abcd1234 token=efgh5678")).toBe("token=[secret 1] token=[secret 2]");
    expect(mask.line("token=efgh5678")).toBe("token=[secret 2]");
    expect(mask.count()).toBe(3);
  });

  it("hides a private key over several lines, and what comes after it is read again", () => {
    const mask = createLogMask();
    const lines = [
      "key -----BEGIN RSA PRIVATE KEY-----",
      "MIIEabc+/=",
      "[run_1] MIIEdef",
      "-----END RSA PRIVATE KEY----- done",
      "page 2",
    ];
    expect(lines.map((line) => mask.line(line))).toEqual([
      "key [secret 1]",
      "[secret 1]",
      "[run_1] [secret 1]",
      " done",
      "page 2",
    ]);
  });

  it("hides a private key in one line of JSON, and two of them", () => {
    const pem = "-----BEGIN PRIVATE KEY-----\\nMIIEabc\\n-----END PRIVATE KEY-----";
    expect(hide(`"${pem}" and "${pem}"`)).toBe('"[secret 1]" and "[secret 1]"');
  });

  it("goes on reading after a private key that has no end", () => {
    const mask = createLogMask();
    mask.line("-----BEGIN PRIVATE KEY-----");
    for (let line = 0; line < 100; line++) mask.line("AAAA");
    expect(mask.line("page 2")).toBe("page 2");
  });

  it("hides values of .env by their name, also escaped as the SDK and JSON do", () => {
    const env = { SHOP_TOKEN: 'a<b>&"quoted"' };
    expect(hide('x a<b>&"quoted" y', env)).toBe("x [SHOP_TOKEN] y");
    expect(hide('x a&lt;b&gt;&amp;"quoted" y', env)).toBe("x [SHOP_TOKEN] y");
    expect(hide('x a<b>&\\"quoted\\" y', env)).toBe("x [SHOP_TOKEN] y");
    expect(hide('x a<b>&\\\\\\"quoted\\\\\\" y', env)).toBe("x [SHOP_TOKEN] y");
  });

  it("hides a value that a line breaks off in, and its rest on the next", () => {
    const mask = createLogMask([["SHOP_TOKEN", "opaque-and-long-value"]]);
    expect(mask.line("sent opaque-and-l")).toBe("sent [secret 1]");
    expect(mask.line("ong-value to the shop")).toBe("[secret 2] to the shop");
    expect(mask.line("sent opaque")).toBe("sent [secret 1]");
  });

  it("hides the rest of a token on the next line where a platform broke a long one, run by run", () => {
    const mask = createLogMask();
    const long = `${"x ".repeat(200)}Authorization: Bearer abc-123`;
    expect(mask.line(long, "a").endsWith("Bearer [secret 1]")).toBe(true);
    expect(mask.line("page 2 read", "b")).toBe("page 2 read");
    expect(mask.line("def456ghi and more", "a")).toBe("[secret 2] and more");
    expect(mask.line("def456ghi and more", "a")).toBe("def456ghi and more");
  });

  it("hides the beginning of a token whose line breaks off", () => {
    expect(hide("sent sk_live_51Hab")).toBe("sent [secret 1]");
    expect(hide('{"password":"hun')).toBe('{"password":"[secret 1]');
    expect(hide("?access_token=ab1")).toBe("?access_token=[secret 1]");
    expect(hide("GET https://me:pa55")).toBe("GET https://[secret 1]");
    expect(hide("GET http://localhost:3000")).toBe("GET http://localhost:3000");
  });
});

describe("what stays", () => {
  it.each([
    "GET /v1/tasks?page=2&cursor=abc123&limit=100: HTTP 401",
    '{"nextUserContext":{"syncToken":"CPDAlvWDx70CEPDA","pageToken":"p2"}}',
    "Token 'undefined' is not valid",
    "TASKS_API_TOKEN is not set. Locally: put it in .env. Deployed: ntn workers env push",
    'Missing OAuth access token env var "OAUTH_4D69_ACCESS_TOKEN" (name: "Microsoft").',
    "Invalid API key or access token",
    "Unexpected token '<', \"<!DOCTYPE \"... is not valid JSON",
    "SyntaxError: Unexpected token } in JSON at position 71",
    "bearer authentication failed, basic settings kept",
    "max_tokens: 4096, total tokens: 128000",
    "record 01H8XGJWBWBAQ4Z4Z4Z4Z4Z4Z4 of page 7f3a2b1c-0000-4000-8000-1234567890ab",
    "    at Shop.get (/app/src/index.ts:21:39)",
    "token: expired",
    "Authorization: Bearer undefined",
    "commit 9fceb02d0ae598e95dc970b74767f19372d61af8",
    "user ann@example.com wrote to https://example.com/@ann",
  ])("%s", (text) => {
    expect(hide(text)).toBe(text);
  });

  it("is every text of ordinary words, numbers, ids and times", () => {
    const words = [
      "page",
      "of",
      "orders",
      "read",
      "GET",
      "HTTP",
      "failed",
      "with",
      "status",
      "retry",
      "wait",
      "next",
      "token",
      "key",
    ];
    const piece = fc.oneof(
      fc.constantFrom(...words),
      fc.nat().map(String),
      fc.uuid(),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      fc.constantFrom("/v1/orders", "src/index.ts:12:3", "(ok)", "->", "[run_12]", "50%"),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        expect(hide(pieces.join(" "))).toBe(pieces.join(" "));
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});

describe("time", () => {
  it.each([
    ["one letter", "a".repeat(1_000_000)],
    ["blanks", " ".repeat(1_000_000)],
    ["words of secrets", "token".repeat(200_000)],
    ["secrets with quotes that never close", 'password:"'.repeat(100_000)],
    ["schemes", "Bearer ".repeat(140_000)],
    ["places of users", "://a".repeat(250_000)],
    ["begins of keys", "-----BEGIN ".repeat(90_000)],
    ["begins of tokens", "eyJ".repeat(330_000)],
    ["dots of a token", `eyJabcd${".".repeat(1_000_000)}`],
    ["backslashes", `"secret${"\\".repeat(1_000_000)}`],
    ["begins of a value", "opaque-".repeat(140_000)],
  ])("a line of a million characters takes little: %s", (_, text) => {
    const mask = createLogMask([["SHOP_TOKEN", "opaque-opaque-opaque-value"]]);
    const began = performance.now();
    mask.line(text);
    // Quadratic time would be minutes; the machine may be busy.
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
