import { authUnit } from "../../../generators/index.ts";
import type { AuthFacts } from "../../source/schema.ts";
import type { Setting } from "../answers.ts";
import type { Asker } from "../asker.ts";
import type { Facts, LateQuestion } from "../question.ts";
import { settingOf } from "../setting.ts";

/** How a request proves who sends it. Asks for names of variables; a secret is never typed here. */
export const authQuestion: LateQuestion = {
  stage: "late",
  field: "source.auth",
  title: "Sign-in",
  sets: ["source.auth"],
  owns: ["source.auth"],
  say: ({ source: { auth } }, { entry }) =>
    isOpen(entry.auth) ? `${labelOf(auth)}${sayNames(auth)}` : undefined,
  isAsked: ({ entry }) => isOpen(entry.auth),
  ask: async (asker, facts) => {
    const offered = facts.entry.auth;
    const auth = await askKind(asker, facts);
    const kind = settingOf(["source", "auth", "kind"], auth.kind);
    const names = await askNames(asker, auth, facts);
    const changed = names
      .filter(({ setting, usual }) => setting.text !== usual.text)
      .map(({ setting }) => setting);
    sayWhereFrom(asker, auth, { names: names.map(({ name }) => name), known: facts.project.env.names });
    return changed.length === 0 && auth === offered[0] ? [{ ...kind, isProposal: true }] : [kind, ...changed];
  },
};

function isOpen(offered: readonly AuthFacts[]): boolean {
  return offered.some(({ kind }) => kind !== "none");
}

async function askKind(asker: Asker, { entry, plan }: Facts): Promise<AuthFacts> {
  const offered = entry.auth;
  const [first] = offered;
  if (!first) throw new Error(`${entry.id} offers no way to sign in`);
  if (offered.length === 1) return first;
  const index = await asker.select({
    message: `How should requests to ${entry.product} sign in?`,
    choices: offered.map((auth, value) => ({
      value,
      name: labelOf(auth),
      isRecommended: value === 0,
      hint: `${authUnit(auth.kind).hint}${sayNeeds(auth)}`,
    })),
    current: offered.findIndex(({ kind }) => kind === plan.source.auth.kind),
  });
  return offered[index] ?? first;
}

type Named = { name: string; setting: Setting; usual: Setting };

/** One name for each secret: one for a token, two for an OAuth app. */
async function askNames(asker: Asker, auth: AuthFacts, { plan, check }: Facts): Promise<Named[]> {
  const kind = settingOf(["source", "auth", "kind"], auth.kind);
  const current = new Map(
    plan.source.auth.kind === auth.kind
      ? secretsOf(plan.source.auth).map(({ path, name }) => [path.join("."), name])
      : [],
  );
  const named: Named[] = [];
  for (const { path, name: usual, hint } of secretsOf(auth)) {
    const name = await asker.input({
      message: `Name of the environment variable for the ${hint}:`,
      proposal: current.get(path.join(".")) ?? usual,
      check: async (text) => {
        if (named.some((other) => other.name === text)) return "Expected another name than the first one.";
        // The plan's own sentence quotes what was typed, and that may be a pasted secret.
        const isName = (await check([kind, settingOf(path, text)])) === undefined;
        return isName
          ? undefined
          : `Expected a name in capitals, such as ${usual}. The secret itself does not belong here.`;
      },
    });
    named.push({ name, setting: settingOf(path, name), usual: settingOf(path, usual) });
  }
  return named;
}

function secretsOf(auth: AuthFacts): { path: string[]; name: string; hint: string }[] {
  if (auth.kind === "none") return [];
  const names =
    typeof auth.env === "string"
      ? [{ path: ["env"], name: auth.env }]
      : Object.entries(auth.env).map(([key, name]) => ({ path: ["env", key], name }));
  const hints = new Map(
    authUnit(auth.kind)
      .env(auth)
      .map(({ name, hint }) => [name, hint]),
  );
  return names.map(({ path, name }) => ({
    path: ["source", "auth", ...path],
    name,
    hint: hints.get(name) ?? "secret",
  }));
}

function sayWhereFrom(
  asker: Asker,
  auth: AuthFacts,
  { names, known }: { names: readonly string[]; known: readonly string[] },
): void {
  if (names.length === 0) return;
  const missing = names.filter((name) => !known.includes(name));
  if (missing.length === 0)
    asker.tell(`${names.join(" and ")} ${names.length === 1 ? "is" : "are"} in .env already.`);
  else asker.tell(`You fill in ${missing.join(" and ")} in .env later.${sayNeeds(auth)}`);
}

function sayNeeds(auth: AuthFacts): string {
  if (auth.kind === "none") return "";
  const help = auth.help === undefined ? "" : ` You get it at ${auth.help}.`;
  return `${help}${auth.needs === undefined ? "" : ` Note: ${auth.needs}.`}`;
}

function labelOf(auth: AuthFacts): string {
  return "label" in auth && auth.label !== undefined ? auth.label : authUnit(auth.kind).label;
}

function sayNames(auth: AuthFacts): string {
  const names = secretsOf(auth).map(({ name }) => name);
  return names.length === 0 ? "" : ` (${names.join(", ")})`;
}
