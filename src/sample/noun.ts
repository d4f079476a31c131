import { wordsOf } from "./json.ts";
import type { Way } from "./types.ts";

const nothingSaid =
  /^(data|items?|results?|records?|entries|values?|nodes?|edges|list|rows|content|contents|objects|collection|hits|docs|documents|elements|resources?|children|members|page\d*|sample\d*|response\d*|answer\d*|output\d*|out|body|json|test|tmp|stdin|standard|embedded|payload|query|page|pages|first|second|next|all)$/;

const irregular = new Map([
  ["people", "person"],
  ["children", "child"],
  ["statuses", "status"],
  ["addresses", "address"],
  ["media", "media"],
  ["data", "data"],
]);

/** What one record is called and several of them, in small letters; `name` suits a plan. */
export type Noun = { one: string; many: string; name: string };

/**
 * The word for the records, from the names that lead to them, else from the name of the file; undefined where those
 * only say "data" or "page 1".
 */
export function findNoun(names: Way, file: string): Noun | undefined {
  const stem =
    file
      .split(/[\\/]/)
      .at(-1)
      ?.replace(/\.[A-Za-z0-9]{1,8}$/, "") ?? "";
  const found = [...[...names].reverse(), stem].map((each) => {
    const all = wordsOf(String(each)).filter((word) => /^[a-z][a-z0-9]*$/.test(word));
    return all.every((word) => nothingSaid.test(word)) ? [] : all.slice(0, 3);
  });
  const words = found.find((each) => each.length > 0 && each.join("").length <= 40);
  const last = words?.at(-1);
  if (words === undefined || last === undefined) return undefined;
  const one = singular(last);
  const many = one === last && !irregular.has(last) ? `${last}s` : last;
  const before = words.slice(0, -1);
  return {
    one: [...before, one].join(" "),
    many: [...before, many].join(" "),
    name: [...before, many]
      .map((word, at) => (at === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
      .join(""),
  };
}

function singular(word: string): string {
  const known = irregular.get(word);
  if (known !== undefined) return known;
  if (/[^aeiou]ies$/.test(word)) return word.replace(/ies$/, "y");
  if (/(x|ch|sh|ss|z)es$/.test(word)) return word.replace(/es$/, "");
  return /[^s]s$/.test(word) && word.length > 3 ? word.slice(0, -1) : word;
}
