import type { Step } from "../source/path.ts";

// What several nodes of the code model are made of.

/** One member of the record's type. A leaf has a TypeScript type, a branch has members. */
export type ShapeNode = { name: string; leaf?: string; list: boolean; members: ShapeNode[] };

/**
 * A value of a record: that of the first choice that has one, then a named transform. A choice of several paths is their
 * values, joined by blanks. Where `blankIsNone`, an empty text is no value either; a number or a checkbox keeps its 0 and
 * false.
 */
export type ValueNode = {
  record: string;
  choices: Step[][][];
  transform?: string;
  /** The directory that says what the value, which is an id, is called. */
  lookup?: string;
  /** What stands before and after the value, as in an address made of an id. */
  around?: readonly [string, string];
  list: boolean;
  blankIsNone: boolean;
};

/** A part of a text in a request: words, or a value of the running code. `code` is an expression a unit wrote. */
export type Piece = { text: string } | CodePiece;

/**
 * `format` is the helper that writes a time as the API wants it. `before` is the place's own time, which comes first;
 * where it `isRaw` it is sent as the API printed it.
 */
// A partition is written as a part of a path with slashes in it (`segments`).
export type CodePiece = { code: string; before?: string; format?: string; isRaw?: boolean };

/** A JSON value with pieces in its texts. */
export type BodyNode =
  | { pieces: Piece[] }
  | { data: number | boolean | null }
  | { items: BodyNode[] }
  | { members: { name: string; value: BodyNode }[] };
