import type { BodyNode, CodePiece, Piece } from "../model/types.ts";
import type { Use } from "./helpers.ts";
import { literal, multilineLiteral, propertyKey } from "./literals.ts";

/** An expression a unit wrote for a slot: names, `?.`, `??`, numbers, strings. Anything else is our own mistake. */
const slotCode = /^[\w$.?]+( \?\? ("[^"\\]*"|[\w$.]+))?$/;

/** A text of a request: a string, an expression, or a template literal of both. */
export function spellPieces(pieces: readonly Piece[], use: Use): string {
  const [only] = pieces;
  if (only === undefined) return literal("");
  if (pieces.length === 1) return "text" in only ? literal(only.text) : spellCode(only, use);
  // What comes from the API into the text of a query must not be able to end it.
  const parts = pieces.map((piece) =>
    "text" in piece ? inTemplate(piece.text) : `\${${spellInText(piece, use)}}`,
  );
  return `\`${parts.join("")}\``;
}

/** A path: a string, or a template literal with values of the running code, which cannot leave their segment. */
export function spellAddress(pieces: readonly Piece[], use: Use): string {
  if (pieces.every((piece) => "text" in piece)) return literal(pieces.map(({ text }) => text).join(""));
  const parts = pieces.map((piece) =>
    "text" in piece ? inTemplate(piece.text) : `\${${spellSegment(piece, use)}}`,
  );
  return `\`${parts.join("")}\``;
}

function spellSegment(piece: CodePiece, use: Use): string {
  const code = spellCode(piece, use);
  return piece.format === "segments" ? code : `${use("segment")}(${code})`;
}

/** A JSON body as an expression. */
export function spellBody(node: BodyNode, use: Use): string {
  if ("pieces" in node) {
    const [only] = node.pieces;
    const isDocument = node.pieces.length === 1 && only && "text" in only && only.text.includes("\n");
    return isDocument ? multilineLiteral(only.text) : spellPieces(node.pieces, use);
  }
  if ("items" in node) return `[${node.items.map((item) => spellBody(item, use)).join(", ")}]`;
  if ("members" in node) {
    const members = node.members.map(({ name, value }) => `${propertyKey(name)}: ${spellBody(value, use)}`);
    return `{ ${members.join(", ")} }`;
  }
  return node.data === null ? "null" : literal(node.data);
}

function spellInText(piece: CodePiece, use: Use): string {
  const isOurs = piece.format !== undefined && piece.isRaw !== true;
  const isSince = piece.before === undefined && (piece.code === "since" || piece.code === "until");
  const code = spellCode(piece, use);
  return isOurs || isSince ? code : `${use("bare")}(${code})`;
}

function spellCode({ code, before, format, isRaw }: CodePiece, use: Use): string {
  for (const text of [code, before ?? code])
    if (!slotCode.test(text)) throw new Error(`Not the code of a slot: ${text}`);
  const written = (text: string): string => (format === undefined ? text : `${use(format)}(${text})`);
  if (before === undefined) return written(code);
  return isRaw === true ? `${before} ?? ${written(code)}` : written(`${before} ?? ${code}`);
}

function inTemplate(text: string): string {
  return multilineLiteral(text).slice(1, -1);
}
