/** How a file is written, read off its own text; a project's prettier config wins over it. */
export type Style = {
  indent: "tab" | number;
  quote: "double" | "single";
  semicolons: boolean;
  trailingCommas: boolean;
  newline: "\n" | "\r\n";
  bom: boolean;
  /** Characters a line may have. */
  printWidth: number;
};

/** What a worker registers. All kinds share one key space (SDK 0.9.2: "Worker item with key … already registered"). */
export type ItemKind = "database" | "pacer" | "sync" | "oauth" | "credential" | "tool" | "webhook" | "other";

export type WorkerItem = {
  kind: ItemKind;
  key: string;
  /** The constant that holds the handle, if there is one. */
  variable?: string;
  file: string;
  line: number;
  /** Databases only: the primary key and each property's schema call ("richText"), as far as they are literals. */
  primaryKey?: string;
  properties?: Record<string, string>;
};

/** One import declaration of the worker file. */
export type ImportFact = {
  from: string;
  typeOnly: boolean;
  defaultName?: string;
  namespace?: string;
  names: { name: string; local: string; typeOnly: boolean }[];
  line: number;
};

export type TopLevelName = {
  name: string;
  kind: "const" | "function" | "type" | "class" | "import" | "other";
  line: number;
};

/** What any file of the project holds, as far as its syntax tells. */
export type ModuleFile = {
  /** Relative to the project root. */
  path: string;
  text: string;
  style: Style;
  imports: ImportFact[];
  names: TopLevelName[];
};

/** What `src/index.ts` of a worker holds. */
export type WorkerFile = ModuleFile & {
  /** The constant that holds `new Worker()`. */
  worker: string;
  items: WorkerItem[];
};

/** The installed SDK, else the lowest version its range allows. */
export type SdkFacts = {
  version: string;
  installed: boolean;
  features: { credential: boolean; imageCover: boolean; rateLimitError: boolean };
};

/** Everything we know of the user's project; read once, never written through. */
export type Project = {
  /** Absolute path. */
  root: string;
  packageName?: string;
  moduleType?: "module" | "commonjs";
  sdk?: SdkFacts;
  /** Version of the TypeScript the project itself would run, if installed. */
  typescript?: string;
  /** Installed, or at least among the dependencies. */
  hasTsx: boolean;
  workerFile?: WorkerFile;
  /** Keys registered anywhere under src/, the worker file included. */
  items: WorkerItem[];
  /** Names (never values) in .env and .env.example. */
  env: { names: string[]; exampleNames: string[]; ignored: boolean };
  /** Plan files, relative to the root: syncs/<name>.plan.yaml. */
  plans: string[];
  /** Installed skills by name, with the version in their front matter. */
  skills: { name: string; version?: string; stale: boolean }[];
};
