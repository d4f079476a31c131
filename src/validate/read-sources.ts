import { ts } from "ts-morph";
import { Problem, throwAll } from "../problems/problem.ts";
import { findSourceFiles } from "../project/source-files.ts";
import { refuseDepth } from "../project/syntax.ts";
import { findText } from "../project/text-file.ts";
import { openProgram, type Program, type SourceText } from "./code/program.ts";
import { findAll } from "./code/syntax.ts";

/** The files of a worker as they are on disk, byte order marks included, and as a program. */
export type Sources = { files: readonly SourceText[]; program: Program };

const mostBytes = 10_000_000;
const mostProblems = 20;
const isTest = /(^|\/)__tests__\/|\.(test|spec)\.[cm]?[jt]sx?$/;

/**
 * Reads what a worker is made of: TypeScript and JavaScript under src/, tests left out, links not followed. Throws a
 * Problem (exit 4) for files that cannot be read, are too large or do not parse, and where no worker is made.
 */
export async function readSources(root: string): Promise<Sources> {
  const files: SourceText[] = [];
  let bytes = 0;
  for (const path of await findSourceFiles(root)) {
    const text = isTest.test(path) ? undefined : await findText(root, path);
    if (text === undefined) continue;
    bytes += Buffer.byteLength(text);
    if (bytes > mostBytes) throw new Problem("validate/too-large", { limit: mostBytes });
    files.push({ path, text });
  }
  return openSources(files, await readPaths(root));
}

/** The same for texts at hand. `paths` are those of a tsconfig, relative to the root. */
export function openSources(
  files: readonly SourceText[],
  paths: Readonly<Record<string, string[]>> = {},
): Sources {
  const program = refuseDepth("src", () => openProgram(files, paths));
  throwAll(program.syntaxErrors.slice(0, mostProblems).map(describeError));
  if (!refuseDepth("src", () => program.files.some(makesWorker)))
    throw new Problem("validate/no-worker", { files: files.length });
  return { files, program };
}

function describeError(error: ts.DiagnosticWithLocation): Problem {
  const { line, character } = error.file.getLineAndCharacterOfPosition(error.start);
  return new Problem(
    "validate/syntax-error",
    { detail: ts.flattenDiagnosticMessageText(error.messageText, " ") },
    { file: error.file.fileName.replace(/^\/project\//, ""), line: line + 1, column: character + 1 },
  );
}

/** Whether a file makes a `new Worker()`, imported under whatever name and through whatever file. */
function makesWorker(file: ts.SourceFile): boolean {
  const imported = findAll(file, ts.isImportSpecifier).filter(
    ({ name, propertyName }) => (propertyName ?? name).text === "Worker",
  );
  const names = new Set(imported.map(({ name }) => name.text));
  return findAll(file, ts.isNewExpression).some(
    ({ expression }) =>
      names.has(expression.getText()) ||
      (ts.isPropertyAccessExpression(expression) && expression.name.text === "Worker"),
  );
}

/** The `paths` of tsconfig.json, relative to the root. What is not as it has to be counts as none. */
async function readPaths(root: string): Promise<Record<string, string[]>> {
  const text = (await findText(root, "tsconfig.json")) ?? "";
  const { config } = ts.parseConfigFileTextToJson("tsconfig.json", text) as { config?: unknown };
  const settings = fieldOf(config, "compilerOptions");
  const baseUrl = fieldOf(settings, "baseUrl");
  const base = typeof baseUrl === "string" ? `${baseUrl.replace(/^\.?\/?/, "").replace(/\/$/, "")}/` : "";
  const paths = fieldOf(settings, "paths");
  if (typeof paths !== "object" || paths === null) return {};
  const entries = Object.entries(paths).flatMap(([pattern, targets]): [string, string[]][] => {
    const texts = Array.isArray(targets) ? targets.filter((each) => typeof each === "string") : [];
    const relative = texts.map((each) => `./${base === "/" ? "" : base}${each.replace(/^\.\//, "")}`);
    return relative.length > 0 ? [[pattern, relative]] : [];
  });
  return Object.fromEntries(entries);
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}
