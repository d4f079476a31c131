import { createReadStream } from "node:fs";
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
});
