import { z } from "zod";

/** Where a value is: at a path; at the first of several that has one; a list among these is joined by blanks. */
export type Choices = string | readonly (string | readonly string[])[];

const most = 5;
const mostWords = 4;

/** The schema of such places; `path` is that of one path, and `words` say what is expected. */
export function choicesSchema(path: z.ZodType<string, string>, words: string) {
  const joined = z.array(path).min(2).max(mostWords);
  return z.union(
    [
      path,
      z
        .array(z.union([path, joined]))
        .min(1)
        .max(most),
    ],
    words,
  );
}

/** Each choice, in order, as the paths that make it up; several are joined by blanks. */
export function choicesOf(from: Choices): string[][] {
  return (typeof from === "string" ? [from] : from).map((choice) => [choice].flat() as string[]);
}

/** Every path that is read. */
export function pathsOf(from: Choices): string[] {
  return choicesOf(from).flat();
}

/** The choices in words: `email, else first name + last name`. */
export function sayChoices(from: Choices, between: string): string {
  return choicesOf(from)
    .map((choice) => choice.join(" + "))
    .join(between);
}
