import { readFeatures } from "../ntn/features.ts";
import { openNtn } from "../ntn/ntn.ts";
import { findInstalledVersion } from "../project/installed.ts";
import { findPackage } from "../project/package-json.ts";
import { readCode } from "../project/read.ts";
import { findSourceFiles } from "../project/source-files.ts";
import { findText } from "../project/text-file.ts";
import type { SettingRead } from "../validate/facts/settings.ts";
import { readTsconfig } from "./tsconfig.ts";
import type { Place } from "./types.ts";

const isTest = /(^|\/)__tests__\/|\.(test|spec)\.[cm]?[jt]sx?$/;
const mostText = 10_000_000;

/** Opens a folder to be looked at; nothing is read yet. */
export function openPlace({ root, env, node }: Pick<Place, "root" | "env" | "node">): Place {
  const ntn = once(() => openNtn(root, { env }));
  const sources = once(() => readTexts(root));
  const versions = new Map<string, Promise<string | undefined>>();
  return {
    root,
    env,
    node,
    ntn,
    sources,
    package: once(() => findPackage(root)),
    code: once(() => readCode(root)),
    installed: (name) => {
      const version = versions.get(name) ?? findInstalledVersion(root, name);
      versions.set(name, version);
      return version;
    },
    settings: once(async () => readAllSettings(await sources())),
    envText: once(() => findText(root, ".env")),
    tsconfig: once(() => readTsconfig({ root, env, node })),
    features: once(async () => {
      const found = await ntn();
      return found?.version === undefined ? undefined : readFeatures(found);
    }),
  };
}

function once<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let value: Promise<Value> | undefined;
  return () => (value ??= read());
}

async function readTexts(root: string): Promise<{ path: string; text: string }[]> {
  const found: { path: string; text: string }[] = [];
  let size = 0;
  for (const path of await findSourceFiles(root)) {
    const text = isTest.test(path) ? undefined : await findText(root, path).catch(() => undefined);
    size += text?.length ?? 0;
    if (text !== undefined && size <= mostText) found.push({ path, text });
  }
  return found;
}

async function readAllSettings(files: readonly { path: string; text: string }[]): Promise<SettingRead[]> {
  // Loading the parser and parsing are the dear part.
  const own = files.filter(({ text }) => /\benv\b|Env\b/i.test(text));
  if (own.length === 0) return [];
  const [{ readSettings }, { openProgram }, { refuseDepth }] = await Promise.all([
    import("../validate/facts/settings.ts"),
    import("../validate/code/program.ts"),
    import("../project/syntax.ts"),
  ]);
  return refuseDepth("src", () => readSettings(openProgram(own)));
}
