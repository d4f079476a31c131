import { join } from "node:path";
import type { Options } from "prettier";
import type { Style } from "../project/types.ts";

/**
 * Formats a fragment of TypeScript (whole statements) in a file's style; a prettier or editor config of the project
 * at `root` wins over it. Lines end in \n. The fragment is our own text: one that does not parse is our bug, and the
 * error quotes it.
 */
export async function formatSnippet(text: string, style: Style, root?: string): Promise<string> {
  const config = root === undefined ? {} : await readConfig(root);
  try {
    return await formatWith(text, { ...optionsOf(style), ...config });
  } catch {
    // Either the project's config has a value prettier refuses, and the file's own style must do, or the text is wrong.
    return formatWith(text, optionsOf(style)).catch((error: unknown) => {
      throw new Error(
        `Generated code does not parse: ${error instanceof Error ? error.message : String(error)}\n${text}`,
      );
    });
  }
}

/** Formats the texts of snippets, or of anything that has one. */
export async function formatSnippets<Part extends { text: string }>(
  parts: readonly Part[],
  style: Style,
  root?: string,
): Promise<Part[]> {
  return Promise.all(
    parts.map(async (part) => ({ ...part, text: await formatSnippet(part.text, style, root) })),
  );
}

async function formatWith(text: string, options: Options): Promise<string> {
  const { format } = await import("prettier");
  return format(text, { ...options, ...always });
}

/** What a project's config has no say in: its plugins may not be installed here, and a fragment is always whole. */
const always: Options = {
  parser: "typescript",
  plugins: [],
  endOfLine: "lf",
  requirePragma: false,
  insertPragma: false,
  rangeStart: 0,
  rangeEnd: Infinity,
};

function optionsOf(style: Style): Options {
  return {
    printWidth: style.printWidth,
    useTabs: style.indent === "tab",
    tabWidth: style.indent === "tab" ? 2 : style.indent,
    singleQuote: style.quote === "single",
    semi: style.semicolons,
    trailingComma: style.trailingCommas ? "all" : "none",
  };
}

/** What the project says about the worker's file. A config that cannot be loaded counts as none: the file's style stands. */
async function readConfig(root: string): Promise<Options> {
  const { resolveConfig } = await import("prettier");
  return (await resolveConfig(join(root, "src/index.ts"), { editorconfig: true }).catch(() => null)) ?? {};
}
