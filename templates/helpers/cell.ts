import * as Builder from "@notionhq/workers/builder";
import { plain } from "./plain.js";

/** Makes a kind of cell; where there is no text, or none that will do, it is `[]`, which clears the property in Notion. */
export const cell =
  (build: typeof Builder.richText, willDo: (text: string) => boolean = () => true) =>
  (value: unknown) => {
    const text = plain(value);
    return text !== undefined && willDo(text) ? build(text) : [];
  };
