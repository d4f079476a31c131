/** How sure a guess is: proven by the saved answers, what they all but say, or one of several readings. */
export type Confidence = "certain" | "likely" | "guess";

/** A value for a field of the plan (`source.list.id`), why it was chosen, and what else it could be. */
export type Guess = {
  path: string;
  value: unknown;
  reason: string;
  confidence: Confidence;
  alternatives: readonly unknown[];
};

/** One saved answer: the name to show of it, and its JSON. */
export type Sample = { name: string; body: unknown };

/** The way to a value of an answer: names, and places in lists. */
export type Way = readonly (string | number)[];

/** An object of JSON. Its names are foreign, so it is only ever read by names that are its own. */
export type JsonObject = { readonly [name: string]: unknown };

/**
 * What all records have at one place. `values` has one item a record, undefined where it has nothing; `path` is the
 * place as a plan writes it, `names` leads there. A list counts as one value.
 */
export type Column = {
  path: string;
  names: readonly string[];
  values: readonly unknown[];
  /** Whether it belongs to the record itself, and is not that of another thing inside of it, such as its owner. */
  own: boolean;
};
