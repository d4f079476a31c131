import type { Project } from "../project/types.ts";
import type { FileChange } from "../write/changes.ts";
import type { ReadText } from "./companions.ts";

type Setting = { name: string; hint: string };

/**
 * Names of settings, never values: appended to .env.example; a new .env with empty names only where git ignores it,
 * readable by its owner alone. An .env that is there is left to the person who wrote it.
 */
export async function envFiles(
  settings: readonly Setting[],
  project: Project,
  read: ReadText,
): Promise<FileChange[]> {
  if (settings.length === 0) return [];
  const example = await read(".env.example");
  const missing = settings.filter(({ name }) => !project.env.exampleNames.includes(name));
  const changes: FileChange[] = [];
  if (missing.length > 0) {
    changes.push({
      path: ".env.example",
      before: example,
      after: appended(example ?? "", missing.map(withHint)),
    });
  }
  const isIgnored = project.env.ignored || project.moduleType === undefined;
  if ((await read(".env")) === undefined && isIgnored) {
    changes.push({
      path: ".env",
      before: undefined,
      after: settings.map(({ name }) => `${name}=\n`).join(""),
      mode: 0o600,
    });
  }
  return changes;
}

const withHint = ({ name, hint }: Setting): string => `# ${hint.replaceAll(/\s+/g, " ")}\n${name}=\n`;

function appended(text: string, blocks: readonly string[]): string {
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const start = text === "" || text.endsWith("\n") ? text : text + newline;
  return start + blocks.join("").replaceAll("\n", newline);
}
