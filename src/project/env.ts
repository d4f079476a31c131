const assignment = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]{0,127})\s*=(.*)$/;

/**
 * The variable names an env file sets, in order, each once. Values are never kept, and the lines of a value that goes
 * over several lines (a quoted text, a pasted key) are not taken for names.
 */
export function readEnvNames(text: string): string[] {
  const names = new Set<string>();
  let closing: string | undefined;
  for (const line of text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/)) {
    if (closing !== undefined) {
      if (line.includes(closing)) closing = undefined;
      continue;
    }
    const [, name, value = ""] = assignment.exec(line) ?? [];
    if (name !== undefined) names.add(name);
    closing = unfinished(name === undefined ? line : value);
  }
  return [...names];
}

/** What ends a value that its first line leaves open. */
function unfinished(value: string): string | undefined {
  const key = /-----BEGIN [A-Z0-9 ]+-----/.exec(value);
  const quote = /^\s*(["'`])/.exec(value)?.[1];
  if (quote !== undefined && !value.trim().slice(1).includes(quote)) return quote;
  return key && quote === undefined && !value.includes("-----END ") ? "-----END " : undefined;
}
