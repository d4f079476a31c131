import { describe, expect, it } from "vitest";
import { createBroker } from "../../../src/run/credential-broker.ts";

const bearer = { headers: { Authorization: "Bearer {{credential}}" } };
const credentials = [
  { key: "SHOP_TOKEN", network: [{ domain: "api.shop.example", transform: [bearer] }] },
  {
    key: "WIDE_KEY",
    network: [{ domain: "*.wide.example", transform: [{ headers: { "X-Key": "k={{credential}}" } }] }],
  },
  { key: "UNSET_TOKEN", network: [{ domain: "unset.example", transform: [bearer] }] },
];
const values = new Map([["SHOP_TOKEN", "a$&b"], ["WIDE_KEY", "wide"]]); // prettier-ignore

type Sent = { url: string; method: string; headers: Record<string, string> };

/** A broker before a network that answers by URL and remembers what it was sent. */
function brokerWith(answers: Record<string, Response> = {}) {
  const sent: Sent[] = [];
  const broker = createBroker(
    (input, init) => {
      const { url, method, headers } = new Request(input, init);
      const sentHeaders: Record<string, string> = {};
      headers.forEach((value, name) => (sentHeaders[name] = value));
      sent.push({ url, method, headers: sentHeaders });
      return Promise.resolve(answers[url] ?? new Response("ok"));
    },
    () => credentials,
    (key) => values.get(key),
  );
  return { ...broker, sent };
}

const redirectTo = (location: string, status = 302) => new Response(null, { status, headers: { location } });

describe("the credential broker", () => {
  it.each([
    ["https://api.shop.example/v1", { authorization: "Bearer a$&b" }],
    ["https://a.b.wide.example/", { "x-key": "k=wide" }],
    ["https://wide.example/", {}],
    ["https://evilwide.example/", {}],
    ["http://api.shop.example/v1", {}],
    ["https://api.shop.example.evil.example/", {}],
    ["https://shop.example/", {}],
  ])("sends to %s the headers %j", async (url, headers) => {
    const { fetch, sent } = brokerWith();
    await fetch(url);
    expect(sent).toEqual([{ url, method: "GET", headers }]);
  });

  it.each([
    ["a URL", new URL("https://api.shop.example/v1")],
    ["a Request", new Request("https://api.shop.example/v1")],
  ])("takes %s like a text, and replaces a header that is there", async (_, input) => {
    const { fetch, sent } = brokerWith();
    await fetch(input, { method: "POST", body: "{}", headers: { Authorization: "mine", Accept: "a/b" } });
    expect(sent[0]).toMatchObject({
      method: "POST",
      headers: { authorization: "Bearer a$&b", accept: "a/b" },
    });
  });

  it("refuses, and remembers the name, when a credential has no value", async () => {
    const { fetch, sent, missing } = brokerWith();
    await expect(fetch("https://unset.example/")).rejects.toThrow("UNSET_TOKEN is not set");
    expect([...missing]).toEqual(["UNSET_TOKEN"]);
    expect(sent).toEqual([]);
  });

  it("follows a redirect with the secret of the new host only", async () => {
    const { fetch, sent } = brokerWith({
      "https://a.wide.example/1": redirectTo("https://api.shop.example/2"),
      "https://api.shop.example/2": redirectTo("https://cdn.example/3"),
    });
    const response = await fetch("https://a.wide.example/1", {
      headers: { Accept: "a/b", Authorization: "mine" },
    });
    expect(await response.text()).toBe("ok");
    expect(sent.map(({ url, headers }) => [url, headers])).toEqual([
      ["https://a.wide.example/1", { accept: "a/b", authorization: "mine", "x-key": "k=wide" }],
      ["https://api.shop.example/2", { accept: "a/b", authorization: "Bearer a$&b" }],
      ["https://cdn.example/3", { accept: "a/b" }],
    ]);
  });

  it("gives back a redirect that was not to be followed, or is none to repeat", async () => {
    const { fetch } = brokerWith({ "https://api.shop.example/1": redirectTo("https://cdn.example/", 307) });
    expect((await fetch("https://api.shop.example/1", { redirect: "manual" })).status).toBe(307);
    expect((await fetch("https://api.shop.example/1", { method: "POST", body: "x" })).status).toBe(307);
  });

  it("gives up on redirects without end", async () => {
    const { fetch, sent } = brokerWith({ "https://api.shop.example/1": redirectTo("/1") });
    await expect(fetch("https://api.shop.example/1")).rejects.toThrow("too many redirects");
    expect(sent).toHaveLength(21);
  });
});
