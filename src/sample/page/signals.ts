import { isFilled, isObject, pathOf, plainName, valueAt, wordsOf } from "../json.ts";
import type { RecordList } from "../records.ts";
import type { Sample, Way } from "../types.ts";
import { walkAnswer } from "../walk.ts";

/** A value beside the records: where, and what each sample has there. `name` is its last name without its style. */
export type Signal = {
  names: Way;
  path: string;
  name: string;
  values: readonly unknown[];
};

/** What an answer says beside its records, and the records themselves. */
export type Envelope = { signals: readonly Signal[]; list: RecordList };

const mostSignals = 500;

/** Every scalar of the answers beside the records; also the `next` of a list of links. */
export function envelopeOf(samples: readonly Sample[], list: RecordList): Envelope {
  const isRecords = ({ names }: { names: Way }) =>
    names.join("\n") === list.names.join("\n") && names.length > 0;
  const ways = new Map<string, Way>();
  for (const { body } of samples)
    for (const { names, value } of list.names.length === 0 ? [] : walkAnswer(body, isRecords)) {
      const found = Array.isArray(value)
        ? linkOf(names, value as unknown[])
        : isObject(value)
          ? undefined
          : names;
      const path = found && pathOf(found);
      if (found && path !== undefined && ways.size < mostSignals) ways.set(path, found);
    }
  const signals = [...ways].map(([path, names]) => ({
    names,
    path,
    name: plainName(String(names.at(-1) ?? "")),
    values: samples.map(({ body }) => valueAt(body, names)),
  }));
  return { signals, list };
}

/** Where a list like `[{ rel: "next", href: … }]` has the address of the next page. */
function linkOf(names: Way, links: readonly unknown[]): Way | undefined {
  const index = links
    .slice(0, 10)
    .findIndex(
      (link) =>
        isObject(link) &&
        ["rel", "relation"].some((name) => Object.hasOwn(link, name) && link[name] === "next"),
    );
  const link = links[index];
  if (!isObject(link)) return undefined;
  const name = ["href", "url", "uri"].find(
    (each) => Object.hasOwn(link, each) && typeof link[each] === "string",
  );
  return name === undefined ? undefined : [...names, index, name];
}

/** The values of a signal that say anything. */
export function given({ values }: Signal): readonly unknown[] {
  return values.filter(isFilled);
}

/** Whether a signal stands beside another, in the same object. */
export function isBeside(one: Signal, other: Signal): boolean {
  return one.names.slice(0, -1).join("\n") === other.names.slice(0, -1).join("\n");
}

/** Whether all values that are there are whole numbers, and there is one. */
export function isCount(signal: Signal): boolean {
  const values = given(signal);
  return values.length > 0 && values.every((value) => Number.isSafeInteger(value) && Number(value) >= 0);
}

const backward = /^(prev|previous|first|self|current|last|before|start|begin|back)/;

/** Whether the way to a signal speaks of the next page. */
export function speaksOfNext({ names }: Signal): boolean {
  const words = names.flatMap((name) => (typeof name === "string" ? wordsOf(name) : []));
  const last = plainName(String(names.at(-1) ?? ""));
  return (
    words.some(
      (word) => /^next/.test(word) || word === "nextlink" || /^more[a-z]*(url|uri|link|href)$/.test(last),
    ) &&
    !/^(has|is)next/.test(last) &&
    !/^(prev|previous|before|count|total)/.test(last)
  );
}

/** Whether the way to a signal speaks of pages that were before. */
export function speaksOfBefore({ names }: Signal): boolean {
  return names.some((name) => typeof name === "string" && backward.test(plainName(name)));
}

/** The flag that says whether there is another page: the one beside `signal` where there are several. */
export function moreFlag({ signals }: Envelope, signal?: Signal): Signal | undefined {
  const flags = signals.filter(
    (each) =>
      /^((has)?(more|next)(page|pages|results|items|records|data|itemsincollection|available)?|(is)?truncated|morepages|moreresults|moreavailable|hasadditional(results|pages))$/.test(
        each.name,
      ) &&
      given(each).length > 0 &&
      given(each).every((value) => typeof value === "boolean"),
  );
  return flags.find((each) => signal !== undefined && isBeside(each, signal)) ?? flags[0];
}
