import { SourceMap } from "node:module";
import { posix } from "node:path";
import { findSourceFiles } from "../../project/source-files.ts";
import { findText } from "../../project/text-file.ts";
import { Problem } from "../../problems/problem.ts";
import type { StackLine } from "../../run/stack-line.ts";
import type { Place } from "../types.ts";

/** Finds the places of the project that a stack from another machine is about, innermost first. */
export type FindPlaces = (stack: readonly StackLine[]) => Promise<Place[]>;

const mostPlaces = 10;
const foreign = /(?:^|\/)node_modules\/|^node:|\[eval\]/;
const inlineMap = /\/\/# sourceMappingURL=data:application\/json[^,]{0,100};base64,([A-Za-z0-9+/=]+)\s*$/;
const namedMap = /\/\/# sourceMappingURL=([\w./-]{1,200})\s*$/;

/** Looks places up in the project at `root`: sources by the end of their path, built code by its source map, or by the function's name. */
export async function createPlaces(root: string): Promise<FindPlaces> {
  const files = await findSourceFiles(root);
  const maps = new Map<string, Promise<SourceMap | undefined>>();
  const read = (path: string): Promise<string | undefined> => readOrNothing(root, path);
  const placeOf = async (frame: StackLine): Promise<Place | undefined> => {
    const path = pathOf(frame.location);
    if (path === undefined || foreign.test(path)) return undefined;
    const inside = frame.inside === undefined ? {} : { inside: frame.inside };
    const file = findBySuffix(files, path);
    if (file !== undefined) return { file, line: frame.line, column: frame.column, ...inside };
    const built = builtPath(path);
    if (built === undefined) return undefined;
    if (!maps.has(built)) maps.set(built, readMap(built, read));
    const map = await maps.get(built);
    return (map && findInMap(map, { frame, built, files })) ?? findBySymbol(frame, { built, files, read });
  };
  return async (stack) => {
    const found: Place[] = [];
    for (const frame of stack) {
      const place = await placeOf(frame);
      if (place) found.push(place);
      if (found.length === mostPlaces) break;
    }
    return found;
  };
}

/** Places without a project: what stands behind the last `/src/` of a path. */
export const guessPlaces: FindPlaces = (stack) => {
  const places = stack.flatMap(({ location, line, column, inside }) => {
    const path = pathOf(location);
    const from = path === undefined || foreign.test(path) ? -1 : path.lastIndexOf("/src/");
    const file = path?.slice(from + 1) ?? "";
    return from === -1 || file.length > 300
      ? []
      : [{ file, line, column, ...(inside !== undefined && { inside }) }];
  });
  return Promise.resolve(places.slice(0, mostPlaces));
};

function pathOf(location: string): string | undefined {
  try {
    const path = location.startsWith("file:") ? decodeURIComponent(new URL(location).pathname) : location;
    return path.replace(/\?.*$/s, "").replaceAll("\\", "/");
  } catch {
    return undefined;
  }
}

/** The project's file whose path is the longest end of this one. */
function findBySuffix(files: readonly string[], path: string): string | undefined {
  const fitting = files.filter((file) => path === file || path.endsWith(`/${file}`));
  return fitting.sort((one, other) => other.length - one.length)[0];
}

function builtPath(path: string): string | undefined {
  const found = /(?:^|\/)((?:dist|build|out|lib|\.output)\/[^?#]{1,300}\.[cm]?js)$/.exec(path);
  const built = found?.[1];
  return built === undefined || built.split("/").includes("..") ? undefined : built;
}

async function readMap(
  built: string,
  read: (path: string) => Promise<string | undefined>,
): Promise<SourceMap | undefined> {
  const code = (await read(built)) ?? "";
  const inline = inlineMap.exec(code.slice(-1_000_000))?.[1];
  const name = namedMap.exec(code.slice(-1_000))?.[1] ?? `${posix.basename(built)}.map`;
  const beside = posix.join(posix.dirname(built), name);
  const text = inline ? Buffer.from(inline, "base64").toString() : await read(beside);
  try {
    return text === undefined || beside.startsWith("..")
      ? undefined
      : new SourceMap(JSON.parse(text) as never);
  } catch {
    // No map after all: the name of the function is left.
    return undefined;
  }
}

type Built = { built: string; files: readonly string[] };

function findInMap(map: SourceMap, { frame, built, files }: Built & { frame: StackLine }): Place | undefined {
  const entry = map.findEntry(frame.line - 1, frame.column - 1);
  if (!("originalSource" in entry) || typeof entry.originalSource !== "string") return undefined;
  const path = posix.join(posix.dirname(built), entry.originalSource);
  const file = files.find((one) => one === path) ?? findBySuffix(files, `/${entry.originalSource}`);
  if (file === undefined) return undefined;
  const place = { file, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
  return frame.inside === undefined ? place : { ...place, inside: frame.inside };
}

/** The one place where a function of that name is declared, first in the source that the built file is named after. */
async function findBySymbol(
  { inside }: StackLine,
  { built, files, read }: Built & { read: (path: string) => Promise<string | undefined> },
): Promise<Place | undefined> {
  const name =
    inside
      ?.split(".")
      .at(-1)
      ?.replace(/ \[as .*$/, "") ?? "";
  if (!/^#?[A-Za-z_$][\w$]{0,100}$/.test(name)) return undefined;
  const own = built.replace(/^[^/]+\//, "src/").replace(/\.[cm]?js$/, "");
  const places: Place[] = [];
  for (const file of files) {
    const lines = ((await read(file)) ?? "").split("\n");
    for (const [index, text] of lines.entries())
      if (declares(text, name))
        places.push({ file, line: index + 1, ...(inside !== undefined && { inside }) });
  }
  const named = places.filter(({ file }) => file.replace(/\.[cm]?[jt]sx?$/, "") === own);
  const [only, more] = named.length > 0 ? named : places;
  return more === undefined ? only : undefined;
}

function declares(line: string, name: string): boolean {
  const at = line.indexOf(name);
  if (at === -1 || line.length > 2_000) return false;
  const escaped = name.replace(/[$#]/g, "\\$&");
  const isNamed = new RegExp(`\\bfunction\\*? ${escaped}\\b|\\b(?:const|let|var) ${escaped} ?=`).test(line);
  return (
    isNamed ||
    new RegExp(
      `^\\s*(?:async |static |public |private )*${escaped}(?:\\(.*\\{|: ?(?:async ?)?(?:\\(|function))`,
    ).test(line)
  );
}

async function readOrNothing(root: string, path: string): Promise<string | undefined> {
  try {
    return await findText(root, path);
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}
