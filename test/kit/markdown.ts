/** A fenced block with the paragraph before it. Lines count from 1. */
export type Fence = { language: string; text: string; line: number; intro: string };

/** Inline code; `row` is the line it stands on, `block` the lines around it, for a table with the paragraph before. */
export type Span = { code: string; line: number; row: string; block: string };

/** What the checks need of a Markdown page. `prose` is its text without fences and front matter. */
export type Page = { fences: Fence[]; spans: Span[]; links: string[]; prose: string };

type Block = { rows: string[]; line: number; intro: string };

/** Reads a page written as we write ours: fences at the line's start, no code span over two lines. */
export function readPage(markdown: string): Page {
  const page: Page = { fences: [], spans: [], links: [], prose: "" };
  let block: Block = { rows: [], line: 0, intro: "" };
  let fence: Fence | undefined;
  const closeBlock = (): void => {
    addBlock(page, block);
    block = { rows: [], line: 0, intro: block.rows.join("\n") || block.intro };
  };
  for (const [index, row] of withoutFrontMatter(markdown).split("\n").entries()) {
    const [, language] = /^```(\w*)/.exec(row) ?? [];
    if (fence && language !== undefined) fence = void page.fences.push(fence);
    else if (fence) fence.text += `${row}\n`;
    else if (language !== undefined) {
      closeBlock();
      fence = { language, text: "", line: index + 2, intro: block.intro };
    } else if (row.trim() === "") closeBlock();
    else block = { ...block, rows: [...block.rows, row], line: block.line || index + 1 };
  }
  closeBlock();
  return page;
}

function addBlock(page: Page, { rows, line, intro }: Block): void {
  const isTable = rows[0]?.startsWith("|") === true;
  const block = [...(isTable ? [intro] : []), ...rows].join("\n");
  for (const [index, row] of rows.entries()) {
    for (const [, code = ""] of row.matchAll(/`([^`]+)`/g))
      page.spans.push({ code, line: line + index, row, block });
    for (const [, link = ""] of row.matchAll(/\]\(([^)\s]+)\)/g)) page.links.push(link);
  }
  page.prose += `${rows.join("\n")}\n\n`;
}

/** The front matter's lines become empty, so that the others keep their numbers. */
function withoutFrontMatter(markdown: string): string {
  return markdown.replace(/^---\n[^]*?\n---\n/, (matter) => matter.replaceAll(/[^\n]/g, ""));
}
