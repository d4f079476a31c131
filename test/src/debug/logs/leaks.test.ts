import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { readLog } from "../../../../src/debug/logs/read-log.ts";
import { createLogMask } from "../../../../src/debug/mask-log.ts";
import { halfOf, listCases, logFile, type NamedCase } from "../../../debug/corpus/case.ts";

// No secret that was put into a worker, its answers or its settings comes out of what a log is read into.

let cases: NamedCase[] = [];
beforeAll(async () => {
  cases = await listCases(["open", "closed"]);
});

/** Parts of a canary that stand in a text: so many of its characters in a row are no chance. */
function partsOf(canary: string, text: string): string[] {
  const parts = Array.from({ length: Math.max(0, canary.length - 9) }, (_, at) => canary.slice(at, at + 10));
  return parts.filter((part) => text.includes(part)).slice(0, 1);
}

async function leaksOf(one: NamedCase, env: Record<string, string>): Promise<string[]> {
  const stream = createReadStream(logFile(one), { highWaterMark: 997 });
  const read = JSON.stringify(await readLog(stream, { mask: createLogMask(Object.entries(env)) }));
  return (one.given.canaries ?? []).flatMap((canary) =>
    partsOf(canary, read).map((part) => `${one.name}: ${part}`),
  );
}

describe("the corpus", () => {
  it("has its cases in the half that their name says, at least 84, and every cause of several in both", () => {
    expect(cases.length).toBeGreaterThanOrEqual(84);
    const [several, inOne] = [new Map<string, string[]>(), new Set<string>()];
    for (const { name, half, given } of cases) {
      const [cause = ""] = given.causes;
      several.set(cause, [...(several.get(cause) ?? []), half]);
      expect([name, halfOf(name)]).toEqual([name, half]);
    }
    for (const [cause, halves] of several)
      if (halves.length > 1 && new Set(halves).size === 1) inOne.add(cause);
    expect([...inOne]).toEqual([]);
    expect(several.size).toBeGreaterThanOrEqual(55);
  });

  it("has canaries that really stand in logs", async () => {
    const found = await Promise.all(
      cases.map(async (one) => {
        let text = "";
        for await (const chunk of createReadStream(logFile(one), "utf8")) text += chunk;
        return (one.given.canaries ?? []).some((canary) => partsOf(canary, text).length > 0);
      }),
    );
    expect(found.filter(Boolean).length).toBeGreaterThanOrEqual(12);
  });

  it("leaks nothing with the values of .env at hand", async () => {
    const leaks = await Promise.all(cases.map((one) => leaksOf(one, one.given.env ?? {})));
    expect(leaks.flat()).toEqual([]);
  });

  it("leaks nothing by the looks of secrets alone", async () => {
    const leaks = await Promise.all(cases.map((one) => leaksOf(one, {})));
    expect(leaks.flat()).toEqual([]);
  });

  // Every log gets every kind of secret, where workers put them: in a line of their own, in messages, records and states.
  it.each([
    ["a bearer", (canary: string) => `Bearer ${canary}`],
    ["a parameter", (canary: string) => `https://api.example/x?page=2&api_key=${canary}&limit=5`],
    ["a person in an address", (canary: string) => `https://sync:${canary}@db.example/x`],
    ["a token of a known shape", (canary: string) => `sk_live_${canary} was refused`],
    ["a JSON field", (canary: string) => `{"user":"ann","client_secret":"${canary}","id":7}`],
    ["a setting", (canary: string) => `SHOP_TOKEN=${canary} set`],
    ["a cookie", (canary: string) => `set-cookie: sid=${canary}; Path=/`],
  ])("leaks no canary that is put into every log: %s", async (_, write) => {
    const canary = "Q7canary4Zk9Xw2Lm8Rt5";
    const leaks = await Promise.all(
      cases.map(async (one) => {
        const { log, count } = seed(await readFile(logFile(one), "utf8"), write(canary));
        const whole = JSON.stringify(await readLog([log]));
        // Broken off inside of the canary, as by a platform that keeps so much of a log.
        const last = log.lastIndexOf(canary) + 15;
        const broken = JSON.stringify(await readLog([log.slice(0, last)]));
        expect(count).toBeGreaterThan(0);
        return [whole, broken].flatMap((read) => partsOf(canary, read).map((part) => `${one.name}: ${part}`));
      }),
    );
    expect(leaks.flat()).toEqual([]);
  });
});

/** The log with a text in its first line, and inside of its messages and states, as JSON there writes it. */
function seed(log: string, text: string): { log: string; count: number } {
  const json = JSON.stringify(text).slice(1, -1);
  let count = 1;
  const put = (before: string, slashes: string): string => {
    count += 1;
    return before + (slashes === "" ? json : JSON.stringify(json).slice(1, -1)) + " ";
  };
  const seeded = log
    .replace(
      /((\\*)"(?:message|stacktrace|cursor|since)\2":\2")(?!<__|")/g,
      (_, before: string, slashes: string) => put(before, slashes),
    )
    .replace(/(\[\[(\\*)")/g, (_, before: string, slashes: string) => put(before, slashes));
  const [first = ""] = log.split("\n");
  const own = first.startsWith("{") ? `${JSON.stringify({ timestamp: "t", message: text })}\n` : `${text}\n`;
  return { log: first.startsWith("[\n") || first === "[" ? seeded : own + seeded, count };
}
