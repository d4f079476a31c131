import { printable } from "../problems/printable.ts";
import type { ItemKind, Project, Style, WorkerItem } from "./types.ts";

const itemTitles: readonly [ItemKind, string][] = [
  ["database", "Databases"],
  ["pacer", "Pacers"],
  ["sync", "Syncs"],
  ["oauth", "OAuth"],
  ["credential", "Credentials"],
  ["tool", "Tools"],
  ["webhook", "Webhooks"],
  ["other", "Others"],
];

/** A project in short lines for people, a fact each. Names come from the user's files: each stays on its line. */
export function describeProject(project: Project): string {
  const rows: (readonly [string, string])[] = [
    ["Folder", project.root],
    ["Package", packageText(project)],
    [
      "Worker",
      project.workerFile ? `${project.workerFile.path}, held by \`${project.workerFile.worker}\`` : "none",
    ],
    ...(project.workerFile ? [["Style", styleText(project.workerFile.style)] as const] : []),
    ["SDK", sdkText(project)],
    [
      "Tools",
      `TypeScript ${project.typescript ?? "not installed"}, tsx ${project.hasTsx ? "there" : "missing"}`,
    ],
    ...itemTitles.flatMap(([kind, title]) =>
      project.items.filter((item) => item.kind === kind).map(itemRow(title)),
    ),
    ["Env", envText(project.env)],
    ["Plans", project.plans.join(", ") || "none"],
    ["Skills", project.skills.map(skillText).join(", ") || "none"],
  ];
  const width = Math.max(...rows.map(([title]) => title.length));
  return rows
    .map(([title, text]) => `${title.padEnd(width)}  ${printable(text).replace(/\s+/g, " ")}`)
    .join("\n");
}

/** What to run next: what is missing first, else what the worker is ready for. */
export function nextCommands(project: Project): string[] {
  if (!project.workerFile) return ["create-sync"];
  const missing = [
    ...(project.sdk?.installed ? [] : [project.sdk ? "npm install" : "npm install @notionhq/workers"]),
    ...(project.sdk?.installed && project.typescript === undefined
      ? ['npm install --save-dev "typescript@^5.9"']
      : []),
    ...(project.hasTsx ? [] : ["npm install --save-dev tsx"]),
    ...(project.env.ignored ? [] : ["echo .env >> .gitignore"]),
  ];
  const sync = project.items.find((item) => item.kind === "sync");
  const ready = sync && isPlainKey(sync.key) ? [`create-sync run ${sync.key}`] : [];
  const stale = project.skills.some((skill) => skill.stale) ? ["create-sync skills status"] : [];
  return [...missing, ...stale, ...ready, "create-sync sources", "create-sync add <source.resource>"];
}

function packageText({ packageName, moduleType }: Project): string {
  if (moduleType === undefined) return "none (no package.json)";
  return `${packageName ?? "(no name)"}, ${moduleType === "module" ? "ES modules" : "CommonJS"}`;
}

function sdkText({ sdk }: Project): string {
  if (!sdk) return "@notionhq/workers is not a dependency";
  const features = Object.entries(sdk.features).map(([name, has]) => `${has ? "" : "no "}${name}`);
  return `@notionhq/workers ${sdk.version}${sdk.installed ? "" : " at least, not installed"} (${features.join(", ")})`;
}

function styleText(style: Style): string {
  const indent = style.indent === "tab" ? "tabs" : `${style.indent} spaces`;
  const ends = style.newline === "\n" ? "LF" : "CRLF";
  return `${indent}, ${style.quote} quotes, ${style.semicolons ? "" : "no "}semicolons, ${ends}${style.bom ? ", BOM" : ""}`;
}

function itemRow(title: string): (item: WorkerItem, index: number) => readonly [string, string] {
  return (item, index) => {
    const database = item.properties ? `, ${Object.keys(item.properties).length} properties` : "";
    const primaryKey = item.primaryKey === undefined ? "" : `, primary key "${item.primaryKey}"`;
    return [index === 0 ? title : "", `${item.key} (${item.file}:${item.line}${primaryKey}${database})`];
  };
}

function envText(env: Project["env"]): string {
  const list = (names: readonly string[], file: string): string =>
    `${file}: ${names.join(", ") || "no names"}`;
  return `${list(env.names, ".env")}; ${list(env.exampleNames, ".env.example")}; .env is ${env.ignored ? "" : "NOT "}ignored by git`;
}

function skillText(skill: Project["skills"][number]): string {
  return `${skill.name}${skill.version === undefined ? "" : ` ${skill.version}`}${skill.stale ? " (stale)" : ""}`;
}

function isPlainKey(key: string): boolean {
  return /^[A-Za-z0-9_-]+$/.test(key);
}
