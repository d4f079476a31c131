import { Problem } from "../problems/problem.ts";
import { findJsonFault } from "../problems/json-fault.ts";
import { findText } from "./text-file.ts";

/** What we need of a package.json; anything of another type than npm's is left out. */
export type PackageFacts = {
  name?: string;
  version?: string;
  type: "module" | "commonjs";
  /** Every dependency with its range, of whatever kind. */
  ranges: ReadonlyMap<string, string>;
};

const dependencyFields = ["peerDependencies", "optionalDependencies", "devDependencies", "dependencies"];

/** Reads `<root>/package.json`; undefined if there is none. Throws a Problem with the line if it is not JSON. */
export async function findPackage(root: string): Promise<PackageFacts | undefined> {
  const text = await findText(root, "package.json");
  if (text === undefined) return undefined;
  const value = parseObject(text.replace(/^\uFEFF/, ""));
  const name = stringOf(value["name"]);
  const version = stringOf(value["version"]);
  return {
    ...(name === undefined ? {} : { name }),
    ...(version === undefined ? {} : { version }),
    type: value["type"] === "module" ? "module" : "commonjs",
    ranges: new Map(dependencyFields.flatMap((field) => rangesOf(value[field]))),
  };
}

function parseObject(text: string): Record<string, unknown> {
  const fault = findJsonFault(text)?.position;
  if (fault !== undefined)
    throw invalid(text.slice(0, fault).split(/\r\n|\r|\n/).length, faultAt(text, fault));
  const value: unknown = JSON.parse(text);
  if (!isRecord(value)) throw invalid(1, "an object is expected.");
  return value;
}

function faultAt(text: string, offset: number): string {
  const found = text.slice(offset, offset + 20).split(/[\r\n]/)[0] ?? "";
  return found === "" ? "it ends too early or has a line too many." : `\`${found}\` is not JSON here.`;
}

function invalid(line: number, detail: string): Problem {
  return new Problem("project/package-json-invalid", { line, detail }, { file: "package.json", line });
}

function rangesOf(field: unknown): [string, string][] {
  if (!isRecord(field)) return [];
  return Object.entries(field).flatMap(([name, range]) => (typeof range === "string" ? [[name, range]] : []));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function stringOf(value: unknown): string | undefined {
  return typeof value === "string" && value.length <= 214 ? value : undefined;
}
