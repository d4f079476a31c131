import { findNearest } from "../problems/nearest.ts";
import type { EntrySummary } from "./entry-header.ts";
import { listEntries } from "./load.ts";

/** Entries of the catalogue that fit a query of words, best first; all of them for an empty query. */
export async function findEntries(query: string): Promise<EntrySummary[]> {
  return rankEntries(query, await listEntries());
}

/**
 * Ranks entries by id, product, title, keywords and summary; a word may have a typo, and one of two letters ("of")
 * counts only if there is no longer one. Entries that fit every word win; if there are none, those that fit any word
 * are given. Equal ones stay in the order they came in.
 */
export function rankEntries(query: string, entries: readonly EntrySummary[]): EntrySummary[] {
  const asked = wordsOf(query);
  const telling = asked.filter((word) => word.length > 2);
  const words = (telling.length > 0 ? telling : asked).slice(0, 12);
  if (words.length === 0) return [...entries];
  const scored = entries.map((entry) => ({ entry, scores: words.map((word) => scoreOf(word, entry)) }));
  const all = scored.filter(({ scores }) => scores.every((score) => score > 0));
  return (all.length > 0 ? all : scored)
    .map(({ entry, scores }) => ({ entry, score: scores.reduce((sum, score) => sum + score, 0) }))
    .filter(({ score }) => score > 0)
    .sort((left, right) => right.score - left.score)
    .map(({ entry }) => entry);
}

function scoreOf(word: string, entry: EntrySummary): number {
  if (word === entry.id) return 100;
  const fields = [
    { weight: 10, words: [...wordsOf(entry.product), ...entry.id.split(".")] },
    { weight: 8, words: wordsOf(entry.title) },
    { weight: 6, words: entry.keywords.flatMap(wordsOf) },
    { weight: 2, words: wordsOf(entry.summary) },
  ];
  return Math.max(...fields.map((field) => field.weight * closeness(word, field.words)));
}

function closeness(word: string, candidates: readonly string[]): number {
  if (candidates.includes(word)) return 1;
  if (word.length > 1 && candidates.some((candidate) => candidate.startsWith(word))) return 0.8;
  return word.length > 3 && findNearest(word, candidates) !== undefined ? 0.4 : 0;
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}._-]+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
}
