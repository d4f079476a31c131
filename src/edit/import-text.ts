import type { Style } from "../project/types.ts";
import type { ImportNeed } from "../render/snippet.ts";
import { isSameModule } from "./imports.ts";

/** `type Name as Local`, as far as needed. Inside `import type { … }` the word `type` must not stand again. */
export function specifierText(need: ImportNeed, isInTypeImport: boolean): string {
  const type = need.typeOnly && !isInTypeImport ? "type " : "";
  const alias = need.local === need.name ? "" : ` as ${need.local}`;
  return `${type}${need.name}${alias}`;
}

/** New import declarations for the needs: one for each module, one for each namespace, in order of first need. */
export function declarationTexts(needs: readonly ImportNeed[], style: Style): string[] {
  const groups: ImportNeed[][] = [];
  for (const need of needs) {
    const group = groups.find(
      ([first]) => first && need.name !== "*" && first.name !== "*" && isSameModule(first.from, need.from),
    );
    if (group) group.push(need);
    else groups.push([need]);
  }
  return groups.map((group) => declarationText(group, style));
}

/** One declaration; on several lines if it would be longer than the file's lines are. Lines end in \n. */
function declarationText(group: readonly ImportNeed[], style: Style): string {
  const [first] = group;
  if (!first) return "";
  const isTypeImport = group.every((need) => need.typeOnly);
  const opening = isTypeImport ? "import type" : "import";
  const closing = `from ${quoted(first.from, style.quote)}${style.semicolons ? ";" : ""}`;
  if (first.name === "*") return `${opening} * as ${first.local} ${closing}`;
  const specifiers = group.map((need) => specifierText(need, isTypeImport));
  const line = `${opening} { ${specifiers.join(", ")} } ${closing}`;
  if (line.length <= style.printWidth) return line;
  const indent = indentText(style);
  const rows = specifiers.map((specifier) => `${indent}${specifier}`).join(",\n");
  return `${opening} {\n${rows}${style.trailingCommas ? "," : ""}\n} ${closing}`;
}

/** One step of the file's indent. */
export function indentText(style: Style): string {
  return style.indent === "tab" ? "\t" : " ".repeat(style.indent);
}

function quoted(value: string, quote: Style["quote"]): string {
  const double = JSON.stringify(value);
  return quote === "double"
    ? double
    : `'${double.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
