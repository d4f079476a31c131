import { describe, expect, it } from "vitest";
import { expired } from "../../../templates/helpers/expired.ts";
import { recordsAt } from "../../../templates/helpers/records-at.ts";
import { refuseErrors } from "../../../templates/helpers/refuse-errors.ts";

const none = new Headers();
const withCode = (code: string, message = "The message") => ({
  data: { orders: { nodes: [] } },
  errors: [{ message, extensions: { code } }],
});

function thrownBy(body: unknown, headers = none): unknown {
  try {
    refuseErrors(body, headers);
  } catch (error) {
    return error;
  }
  return undefined;
}

describe("a GraphQL answer", () => {
  it("without errors is data; nodes that are null are skipped", () => {
    for (const body of [{ data: {} }, { data: {}, errors: [] }, { errors: null }])
      expect(thrownBy(body)).toBeUndefined();
    expect(
      recordsAt({ data: { orders: { nodes: [null, { id: 1 }] } } }, ["data", "orders", "nodes"]),
    ).toEqual([{ id: 1 }]);
  });

  it("with an error is none, whatever data stands beside it", () => {
    expect(() => refuseErrors(withCode("FORBIDDEN"), none)).toThrow("GraphQL: FORBIDDEN");
    expect(() => refuseErrors({ errors: [{ message: `Cannot ${"x".repeat(200)}` }] }, none)).toThrow(
      `GraphQL: ${`Cannot ${"x".repeat(200)}`.slice(0, 120)}`,
    );
    expect(() => refuseErrors({ errors: ["odd"] }, none)).toThrow("GraphQL: an error without a message");
  });

  it.each(["THROTTLED", "RATELIMITED", "RATE_LIMITED"])(
    "with %s is a limit, and waits as long as it says",
    (code) => {
      expect(thrownBy(withCode(code), new Headers({ "retry-after": "7" }))).toMatchObject({
        name: "RateLimitError",
        retryAfter: 7,
      });
    },
  );

  it("that refuses a later page's cursor restarts, and one that failed at the server is asked again", () => {
    const toCatch = expired("cursor", [400, 410]);
    expect(toCatch(thrownBy(withCode("BAD_USER_INPUT")))).toBeUndefined();
    expect(() => toCatch(thrownBy(withCode("INTERNAL_SERVER_ERROR")))).toThrow(
      "GraphQL: INTERNAL_SERVER_ERROR",
    );
    expect(() => expired(undefined, [400])(thrownBy(withCode("BAD_USER_INPUT")))).toThrow(
      "GraphQL: BAD_USER_INPUT",
    );
  });
});
