import type { Check, Finding, Place } from "../types.ts";
import { isAtLeast } from "../versions.ts";

/** What tsconfig.json comes to, against what the SDK's types and generated code need. */
export const tsconfig: Check = {
  id: "tsconfig",
  about: "project",
  look: async (place) => {
    const facts = await place.tsconfig();
    switch (facts.kind) {
      case "none":
        return [
          {
            status: "problem",
            says: "tsconfig.json is missing: tsc would check with settings that cannot find the SDK's types.",
            fix: "npx tsc --init --module nodenext --strict --skipLibCheck --types node",
          },
        ];
      case "no-compiler":
        return [];
      case "fault":
        return [
          {
            status: "problem",
            says: `tsconfig.json cannot be read by the project's tsc: ${facts.fault}`,
            fix: "npx tsc --showConfig tells when it is right",
          },
        ];
      default: {
        const version = (await place.installed("typescript")) ?? "0.0.0";
        const found = [...judge(facts.options, version), ...(await judgeFiles(place, facts.files))];
        return found.length > 0 ? found : [{ status: "ok", says: "tsconfig.json has what the SDK needs" }];
      }
    }
  },
};

type Options = ReadonlyMap<string, unknown>;

function judge(options: Options, version: string): Finding[] {
  const types = listOf(options, "types");
  const isNodeMissing = types === undefined ? isAtLeast(version, "6.0.0") : !hasNode(types);
  const faults: [boolean, Finding["status"], string, string][] = [
    [
      !findsSubpaths(options, version),
      "problem",
      "does not find `@notionhq/workers/builder`",
      '"module": "NodeNext"',
    ],
    [
      options.get("skipLibCheck") !== true,
      "problem",
      "checks the SDK's own types too, and 0.9.2's have an error (TS2305)",
      '"skipLibCheck": true',
    ],
    [
      isNodeMissing,
      "problem",
      `has no types of Node, so \`process\` is unknown (TypeScript ${version})`,
      '"types": ["node"], and npm install --save-dev @types/node',
    ],
    [
      options.get("strict") !== true,
      "note",
      "is not strict: a missing cell or an undefined id then passes unnoticed",
      '"strict": true',
    ],
    [
      options.get("isolatedDeclarations") === true,
      "problem",
      "wants an annotation on everything that is exported, which a worker cannot have (TS9010)",
      'Take "isolatedDeclarations" out',
    ],
  ];
  return faults.flatMap(([isWrong, status, says, fix]) =>
    isWrong
      ? [
          {
            status,
            says: `tsconfig.json ${says}.`,
            fix: fix.startsWith('"') ? `In compilerOptions of tsconfig.json: ${fix}` : fix,
          },
        ]
      : [],
  );
}

/** Whether subpaths of a package's `exports` are found: not by "classic" and "node10", the older defaults. */
function findsSubpaths(options: Options, version: string): boolean {
  const resolution = textOf(options, "moduleResolution");
  if (resolution !== undefined) return /^(node16|nodenext|bundler)$/.test(resolution);
  return /^(node\d+|nodenext|preserve)$/.test(textOf(options, "module") ?? "") || isAtLeast(version, "6.0.0");
}

async function judgeFiles({ code }: Place, files: readonly string[]): Promise<Finding[]> {
  const path = (await code().catch(() => undefined))?.workerFile?.path;
  if (path === undefined || files.some((file) => file.replace(/^\.\//, "") === path)) return [];
  return [
    {
      status: "note",
      says: `tsconfig.json leaves ${path} out, so tsc does not check the worker.`,
      fix: 'In tsconfig.json: "include": ["src"]',
    },
  ];
}

function hasNode(types: readonly unknown[]): boolean {
  return types.some((type) => type === "node" || type === "*" || type === "bun");
}

function listOf(options: Options, name: string): readonly unknown[] | undefined {
  const value = options.get(name);
  return Array.isArray(value) ? value : undefined;
}

function textOf(options: Options, name: string): string | undefined {
  const value = options.get(name);
  return typeof value === "string" ? value.toLowerCase() : undefined;
}
