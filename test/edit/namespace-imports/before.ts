import * as notion from "@notionhq/workers";
import * as S from "@notionhq/workers/schema";

const worker = new notion.Worker();

export const notes = { Title: S.title() };

export default worker;
