import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { findAll } from "../../src/sample/guess.ts";
import { pagePathOf } from "../../src/sample/page/find.ts";
import { readSample } from "../../src/sample/read.ts";
import type { Confidence } from "../../src/sample/types.ts";
import { repository } from "../kit/temp-project.ts";

/** What is true of a list's answer by the API's documentation; where several are, each of them counts as right. */
type Truth = {
  documentation: string;
  records: string;
  id: readonly string[];
  page: readonly { kind: string; path?: string }[];
  change: readonly string[];
};

export type Half = "open" | "closed";
export const facts = ["records", "id", "page", "change"] as const;
export type Verdict = {
  isRight: boolean;
  confidence: Confidence | undefined;
  found: string;
  expected: string;
};
export type Judged = { name: string; half: Half } & Record<(typeof facts)[number], Verdict>;

const root = `${repository}test/sample/envelopes/`;

/** To which half an answer belongs: rules may be written with a look at the open one only. */
export const halfOf = (name: string): Half =>
  (createHash("sha256").update(name).digest()[0] ?? 0) % 2 === 0 ? "open" : "closed";

export function envelopes(half: Half): { name: string; text: string; truth: Truth }[] {
  return readdirSync(root + half)
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.slice(0, -".json".length))
    .sort()
    .map((name) => ({
      name,
      text: readFileSync(`${root}${half}/${name}.json`, "utf8"),
      truth: parse(readFileSync(`${root}${half}/${name}.yaml`, "utf8")) as Truth,
    }));
}

/** What is guessed about each answer of a half, beside what is true. */
export function judge(half: Half): Judged[] {
  return envelopes(half).map(({ name, text, truth }) => {
    const verdict = (found: string, expected: readonly string[], confidence?: Confidence): Verdict => ({
      isRight: expected.includes(found),
      confidence,
      found,
      expected: expected.join(" or "),
    });
    const sayPage = (kind: string, path = ""): string => `${kind} ${path}`.trim();
    const pages = truth.page.map(({ kind, path }) => sayPage(kind, path));
    const found = findOrSay(text, name);
    if (typeof found === "string") {
      const nothing = (expected: readonly string[]): Verdict => verdict(found, expected);
      const { id, change } = truth;
      return {
        name,
        half,
        records: nothing([truth.records]),
        id: nothing(id),
        page: nothing(pages),
        change: nothing(change),
      };
    }
    const { list, id, page, change } = found;
    return {
      name,
      half,
      records: verdict(String(list.value), [truth.records], list.confidence),
      id: verdict(String(id?.value), truth.id, id?.confidence),
      page: verdict(
        page ? sayPage(page.value.kind, pagePathOf(page.value)) : "none",
        pages,
        page?.confidence,
      ),
      change: verdict(String(change?.value ?? "none"), truth.change, change?.confidence),
    };
  });
}

function findOrSay(text: string, name: string): ReturnType<typeof findAll> | string {
  try {
    return findAll([readSample(text, `${name}.json`)]);
  } catch (error) {
    return `refused: ${String(error)}`;
  }
}

/** The share of right guesses about a fact, from 0 to 1. */
export function shareRight(judged: readonly Judged[], fact: (typeof facts)[number]): number {
  return judged.filter((each) => each[fact].isRight).length / judged.length;
}

/** Every guess that is not right, as a line. */
export function sayWrong(judged: readonly Judged[]): string[] {
  return judged.flatMap((each) =>
    facts.flatMap((fact) => {
      const { isRight, found, expected, confidence } = each[fact];
      return isRight
        ? []
        : [`${each.name} ${fact}: ${found} (${confidence ?? "no guess"}), expected ${expected}`];
    }),
  );
}
