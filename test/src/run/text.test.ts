import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseEnv } from "../../../src/run/env-file.ts";
import { withHeartbeat } from "../../../src/run/heartbeat.ts";
import { findJsonFault } from "../../../src/problems/json-fault.ts";
import { findJsonLosses } from "../../../src/run/json-losses.ts";
import { createMask, maskDeep } from "../../../src/run/mask.ts";
import { cutToWidth, displayWidth, padToWidth, toPlainLine } from "../../../src/problems/text-width.ts";

describe("parseEnv", () => {
  // Every line but the last was put through ntn 0.4.0 and gave this value.
  it.each([
    ["V=plain", "plain"],
    ["V= spaced ", "spaced"],
    ["  V=indent", "indent"],
    ["V =sp", "sp"],
    [`V="double quoted"`, "double quoted"],
    [`V='single q'`, "single q"],
    ["V=val # note", "val # note"],
    [`V="a\\tb\\\\c\\$d\\qe\\nf"`, "a\tb\\c$dqe\nf"],
    [`V='a\\nb'`, "a\\nb"],
    ["V=", ""],
    [`V=""`, ""],
    [`V="unterminated`, `"unterminated`],
    ["V=a=b", "a=b"],
    ["V=crlf\r", "crlf"],
    [`V="q" # c`, `"q" # c`],
    [`V=first\nV=second`, "second"],
    ["export V=x", undefined],
    ["#V=c", undefined],
    ["V", undefined],
    ["\uFEFFV=bom", "bom"],
  ])("reads %j as %j", (text, value) => {
    expect(parseEnv(text).get("V")).toBe(value);
  });

  it("keeps a name of Object.prototype as any other", () => {
    expect([...parseEnv("__proto__=1\nconstructor=2")]).toEqual([["__proto__", "1"], ["constructor", "2"]]); // prettier-ignore
  });
});

describe("createMask", () => {
  const mask = createMask([
    ["SHOP_TOKEN", "tok-1"],
    ["SHOP_TOKEN_2", "tok-12345"],
    ["DB_URL", "postgres://u:p@h/d?x=[1]"],
    ["MODE", "test"],
    ["EMPTY_TOKEN", ""],
    ["PEM_KEY", "line-one\nline-two"],
  ]);

  it.each([
    ["a tok-1 b", "a [SHOP_TOKEN] b"],
    ["tok-12345", "[SHOP_TOKEN_2]"],
    ["see postgres://u:p@h/d?x=[1]!", "see [DB_URL]!"],
    ["postgres%3A%2F%2Fu%3Ap%40h%2Fd%3Fx%3D%5B1%5D", "[DB_URL]"],
    ["a test in MODE test", "a test in MODE test"],
    ["only line-two of it", "only [PEM_KEY] of it"],
    [JSON.stringify("line-one\nline-two"), '"[PEM_KEY]"'],
  ])("turns %j into %j", (text, masked) => {
    expect(mask(text)).toBe(masked);
  });

  it("masks texts and keys of nested values and leaves the rest alone", () => {
    const value = JSON.parse(`{"a":["tok-1",1,null,true],"tok-12345":{"__proto__":"tok-1"}}`) as unknown;
    expect(JSON.stringify(maskDeep(value, mask))).toBe(
      `{"a":["[SHOP_TOKEN]",1,null,true],"[SHOP_TOKEN_2]":{"__proto__":"[SHOP_TOKEN]"}}`,
    );
  });

  it("leaves no secret in any text around it, whatever the secret is", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 8, maxLength: 40 }),
        fc.string(),
        fc.string(),
        (secret, before, after) => {
          const masked = createMask([["API_KEY", secret]])(before + secret + after);
          expect(masked.replaceAll("[API_KEY]", "\u0000")).not.toContain(secret);
        },
      ),
      { seed: 7, numRuns: 300 },
    );
  });
});

describe("findJsonFault", () => {
  it.each([
    [`{"page":2 x}`, 10, `"," or "}"`],
    [`{page:2}`, 1, "a name in double quotes"],
    [`{"page" 2}`, 8, '":"'],
    [`[1,]`, 3, "a value"],
    [`{"a":1,}`, 7, "a name in double quotes"],
    [`{"a":{"b":[1,2}}`, 14, `"," or "]"`],
    [`'x'`, 0, "a value"],
    [`1 2`, 2, "the end"],
    ["", 0, "a value"],
    [`{"a":"open}`, 5, "a value"],
  ])("finds the fault of %s at %i: expected %s", (text, position, expected) => {
    expect(findJsonFault(text)).toEqual({ position, expected });
  });

  it("agrees with JSON.parse on every text", () => {
    const isJson = (text: string): boolean => {
      try {
        return JSON.parse(text) !== undefined;
      } catch {
        return false;
      }
    };
    const nearJson = fc
      .tuple(fc.json(), fc.nat(60), fc.string({ maxLength: 2 }))
      .map(([json, at, text]) => json.slice(0, at) + text + json.slice(at));
    fc.assert(
      fc.property(fc.oneof(fc.json(), nearJson, fc.string()), (text) => {
        expect(findJsonFault(text) === undefined).toBe(isJson(text));
      }),
      { seed: 7, numRuns: 2000 },
    );
  });

  it("is not overthrown by deep nesting", () => {
    expect(findJsonFault("[".repeat(200_000))).toEqual({ position: 200_000, expected: "a value" });
  });
});

describe("findJsonLosses", () => {
  it.each([
    [{ at: new Date(0) }, "at: a Date becomes a string"],
    [{ list: [1, undefined] }, "list[1]: undefined becomes null"],
    [{ n: { x: Infinity } }, "n.x: Infinity becomes null"],
    [{ f: () => 1 }, "f: a function is dropped"],
    [new Set([1]), "the value: a Set becomes a plain object"],
    [new URL("https://a.example/"), "the value: a URL becomes something else"],
    [{ n: 1n }, "n: a BigInt is no JSON"],
  ])("names what becomes of %o", (value, loss) => {
    expect(findJsonLosses(value)).toEqual([loss]);
  });

  it("finds nothing in JSON, nor in a key without a value", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(findJsonLosses(JSON.parse(JSON.stringify(value)))).toEqual([]);
      }),
      { seed: 7, numRuns: 300 },
    );
    expect(findJsonLosses({ page: undefined, shared: [[], []] })).toEqual([]);
  });

  it("names at most five", () => {
    expect(findJsonLosses(Array.from({ length: 100 }, () => Number.NaN))).toHaveLength(5);
  });
});

describe("text in a terminal", () => {
  it.each([
    ["a\nb\r\n\tc", "a b c"],
    ["\u001b[31mred\u0007", "␛[31mred␇"],
    ["a\u202Eb\u2066c\u200B", "abc"],
    ["\u009b31m\uD800", "\uFFFD31m\uFFFD"],
    ["e\u0301\u0301\u0301\u0301\u0301\u0301\u0301", "e\u0301\u0301\u0301\u0301"],
  ])("shows %j as %j", (text, line) => {
    expect(toPlainLine(text)).toBe(line);
  });

  it.each([
    ["abc", 3],
    ["小野寺 澪", 9],
    ["한국어", 6],
    ["👩‍👩‍👧‍👦", 2],
    ["🇩🇪", 2],
    ["❤️", 2],
    ["1️⃣", 2],
    ["ｱＡ", 3],
    ["e\u0301", 1],
    ["שלום", 4],
    ["→✓…", 3],
  ])("takes %s as wide as a terminal does (%i)", (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  it.each([
    ["abcdef", 4, "abc…"],
    ["abcd", 4, "abcd"],
    ["小野寺澪", 4, "小…"],
    ["小野寺澪", 8, "小野寺澪"],
    ["a👩‍👩‍👧‍👦b", 3, "a…"],
    ["ab", 1, "…"],
  ])("cuts %s to %i columns as %s", (text, width, cut) => {
    expect(cutToWidth(text, width)).toBe(cut);
  });

  it("isolates right-to-left text so that the columns beside it stay in place", () => {
    expect(padToWidth("שלום", 6)).toBe("\u2068שלום\u2069  ");
    expect(padToWidth("7", 3, "right")).toBe("  7");
  });

  it("fills every text to exactly the width, whatever it holds", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 2, max: 30 }), (text, width) => {
        const cell = padToWidth(cutToWidth(toPlainLine(text), width), width);
        expect(displayWidth(cell)).toBe(width);
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});

describe("withHeartbeat", () => {
  it("speaks while the work goes on, gives what it gives, and is silent afterwards", async () => {
    const beats: number[] = [];
    const work = new Promise<string>((resolve) => setTimeout(() => resolve("done"), 150));
    expect(await withHeartbeat(work, (seconds) => beats.push(seconds), 20)).toBe("done");
    const count = beats.length;
    expect(count).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(beats).toHaveLength(count);
  });
});
