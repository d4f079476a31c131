import type { PackageFacts } from "../project/package-json.ts";
import type { Project } from "../project/types.ts";
import type { NtnFeatures } from "../ntn/features.ts";
import type { Ntn } from "../ntn/ntn.ts";
import type { ThisNode } from "../run/this-node.ts";
import type { SettingRead } from "../validate/facts/settings.ts";

/** What one check found: all right, worth knowing, or to be mended. `fix` is a command or an edit. */
export type Finding = { status: "ok" | "note" | "problem"; says: string; fix?: string };

/** A finding with the check it is from. */
export type Found = Finding & { check: string };

/** One thing that is looked at; it lives in the file of its id. Those of a project are left out where there is none. */
export type Check = {
  id: string;
  about: "machine" | "project";
  /** Gives at least one finding. A Problem that it throws becomes one. */
  look: (place: Place) => Promise<readonly Finding[]>;
};

/** What the project's own tsc says of its tsconfig.json; `fault` is its first words where it cannot read it. */
export type Tsconfig =
  | { kind: "read"; options: ReadonlyMap<string, unknown>; files: readonly string[] }
  | { kind: "none" | "no-compiler" }
  | { kind: "fault"; fault: string };

/** The place that is looked at. Each fact is read at most once, when it is first asked for; it may throw a Problem. */
export type Place = {
  root: string;
  env: Readonly<Record<string, string | undefined>>;
  node: ThisNode;
  package: () => Promise<PackageFacts | undefined>;
  code: () => Promise<Pick<Project, "workerFile" | "items">>;
  /** Version of a package that is installed for this project. */
  installed: (name: string) => Promise<string | undefined>;
  /** Source files under src/ with their texts, tests left out; those that cannot be read are left out too. */
  sources: () => Promise<readonly { path: string; text: string }[]>;
  settings: () => Promise<readonly SettingRead[]>;
  envText: () => Promise<string | undefined>;
  tsconfig: () => Promise<Tsconfig>;
  ntn: () => Promise<Ntn | undefined>;
  features: () => Promise<NtnFeatures | undefined>;
};
