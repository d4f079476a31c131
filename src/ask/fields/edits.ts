import type { Edit } from "./edit.ts";
import { choose, move } from "./list-edits.ts";
import { changeType, rename } from "./one-edits.ts";
import { chooseKey, chooseTitle } from "./role-edits.ts";

/** The ways to change a schema, by what the menu calls them. */
export const edits = {
  choose,
  rename,
  retype: changeType,
  move,
  title: chooseTitle,
  key: chooseKey,
} satisfies Record<string, Edit>;

export type EditName = keyof typeof edits;
