import { filled } from "./columns.ts";
import { wordsOf } from "./json.ts";
import { allText, shapes, timeForm } from "./shapes.ts";
import type { Column, Confidence, Guess } from "./types.ts";

/** What is known beside the columns: the word for the records in the answer (`orders`), and how many samples there are. */
export type IdContext = { noun: string | undefined; pages: number };

const usualNames: readonly (readonly [RegExp, number])[] = [
  [/^id$/, 10],
  [/^_id$/, 9.5],
  [/^(uuid|guid|uid|gid|sid|rid|sysid|objectid|entityid|recordid|resourceid|itemid|urn|arn)$/, 8],
  [
    /^(identifier|nr|no|num|key|idstr|pk|oid|entryid|number|code|slug|sku|handle|ref|reference|token|login|username)$/,
    4,
  ],
  [/^(name|uri|url|href|self|iri|isbn|symbol|shortcode)$/, 2],
];

const endsInIdByChance = /(paid|valid|void|grid|bid|solid|fluid|raid|droid|covid|said|laid|hybrid|android)$/;

type Candidate = { column: Column; score: number; isNamed: boolean };

/**
 * The column that tells records apart: a scalar that every record has and no two share, by its form and then by its
 * name. Undefined if there is none.
 */
export function findId(columns: readonly Column[], context: IdContext): Guess | undefined {
  const candidates = columns
    .flatMap((column): Candidate[] => {
      if (!isUnique(column)) return [];
      const name = nameScore(column, context.noun);
      const score = name + shapeScore(column) + (column.own ? 0 : -8) - (column.names.length - 1);
      return score < 3 ? [] : [{ column, score, isNamed: name >= 8 }];
    })
    .sort((one, other) => other.score - one.score);
  const [best, ...rest] = candidates;
  if (!best) return undefined;
  const { column } = best;
  return {
    path: "source.list.id",
    value: column.path,
    reason: `${kindOf(column)} that every record has and no two of these ${column.values.length} share${context.pages > 1 ? `, over ${context.pages} samples` : ""}`,
    confidence: confidenceOf(best, rest, context),
    alternatives: rest.slice(0, 4).map((each) => each.column.path),
  };
}

function isUnique(column: Column): boolean {
  const { values } = column;
  const isIdLike = (value: unknown) =>
    typeof value === "string" ? value.trim() !== "" && value.length <= 500 : Number.isSafeInteger(value);
  if (!values.every(isIdLike) || new Set(values.map((value) => typeof value)).size !== 1) return false;
  return new Set(values).size === values.length && timeForm(values, column.names.at(-1) ?? "") === undefined;
}

function nameScore({ names }: Column, noun: string | undefined): number {
  const name = names.at(-1) ?? "";
  const words = wordsOf(name);
  const plain = words.join("");
  const usual = usualNames.find(([pattern]) => pattern.test(name === "_id" ? name : plain));
  if (usual) return usual[1];
  const last = words.at(-1) ?? "";
  const isIdWord = /^(id|uuid|guid|key|sid|gid|uid|number|no|code)$/.test(last);
  // `customer_id` among customers is theirs; among orders it is somebody else's.
  if (isIdWord && noun !== undefined && isSameWord(words.slice(0, -1).join(""), noun)) return 8.5;
  if (/^(id|uuid|guid|sid|gid|uid|arn|urn)$/.test(last) || /[a-z](Id|ID)$/.test(name)) return 4;
  return isIdWord ? 2 : /^[a-z]{2,20}id$/.test(plain) && !endsInIdByChance.test(plain) ? 4 : 0;
}

function isSameWord(word: string, noun: string): boolean {
  const plain = wordsOf(noun).join("");
  return (
    word.length > 2 &&
    (plain.startsWith(word) || word.startsWith(plain.replace(/s$/, "")) || plain.endsWith(`${word}s`))
  );
}

function shapeScore(column: Column): number {
  const values = filled(column);
  if (!allText(values)) return values.every((value) => Number(value) > 0) ? 1.5 : 0;
  if (values.every((text) => shapes.uuid(text) || shapes.hex(text))) return 3;
  if (values.every((text) => shapes.token(text) && text.length >= 3)) return 2;
  if (values.some((text) => /\s/.test(text))) return -4;
  if (values.every(shapes.url) || values.some(shapes.email)) return -1;
  return values.every((text) => /^[\w./:@-]{1,200}$/.test(text)) ? 1 : 0;
}

function kindOf({ values }: Column): string {
  if (!allText(values)) return "a whole number";
  return values.every(shapes.uuid) ? "a UUID" : "a text";
}

function confidenceOf(best: Candidate, rest: readonly Candidate[], { pages }: IdContext): Confidence {
  const { isNamed, column, score } = best;
  const isAlone = (rest[0]?.score ?? 0) < score - 3;
  if (!isNamed || column.values.length < 2) return "guess";
  // Still no proof that it never changes; but what tells twenty records over pages apart under this name is what the API calls its id.
  return pages > 1 && column.values.length >= 20 && isAlone && score >= 11 ? "certain" : "likely";
}
