import { pacesOf } from "../source/pace.ts";
import type { PacedKind, RateFacts } from "../source/schema.ts";
import type { Architecture } from "./schema.ts";

/** `github.issues` → `githubIssues`: the name a catalogue id suggests. */
export function nameFromId(id: string): string {
  return camelCase(id);
}

/** `QuickBooks Online` → `quickbooksOnlineApi`: the key of the pacer that everything of one product shares. */
export function pacerFromProduct(product: string, name: string): string {
  const base = camelCase(product).slice(0, 40);
  return `${/^[a-z]/.test(base) ? base : name.slice(0, 40)}Api`;
}

/** `githubIssues` → `Github Issues`: a title for a database nobody named. */
export function titleFromName(name: string): string {
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `hubspotApi` → `hubspotChangesApi`: the key of the pacer that all requests of a kind share beside the one for all. */
export function pacerOfKind(pacer: string, kind: PacedKind): string {
  const client = pacer.replace(/Api$/, "") || pacer;
  return `${client}${kind.charAt(0).toUpperCase()}${kind.slice(1)}Api`;
}

/** Every key a plan registers or leads to, by what it is for; all of them share the worker's one key space. */
export function derivedKeys(plan: {
  name: string;
  pacer: string;
  database: { key: string };
  source: { rate: readonly RateFacts[] };
}): ReadonlyMap<string, string> {
  const client = plan.pacer.replace(/Api$/, "") || plan.pacer;
  return new Map([
    ["database", plan.database.key],
    ["pacer", plan.pacer],
    ...pacesOf(plan.source.rate).own.map(
      ({ kind }) => [`pacer of the ${kind}`, pacerOfKind(plan.pacer, kind)] as const,
    ),
    ["sign-in", `${client}Auth`],
    ["backfill", `${plan.name}Backfill`],
    ["delta", `${plan.name}Delta`],
    ["sync", `${plan.name}Sync`],
  ]);
}

/** The keys of the syncs a plan makes. */
export function syncKeys({ name, architecture }: { name: string; architecture: Architecture }): string[] {
  return architecture === "replace" ? [`${name}Sync`] : [`${name}Backfill`, `${name}Delta`];
}

/** Where the user keeps and edits a plan. */
export const planPath = (name: string): string => `syncs/${name}.plan.yaml`;

/** The plan the code was last made from: what an edited plan is compared with. */
export const appliedPlanPath = (name: string): string => `syncs/.applied/${name}.plan.yaml`;

function camelCase(text: string): string {
  const words = text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
  return words
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join("");
}
