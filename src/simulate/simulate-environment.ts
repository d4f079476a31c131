import { homedir, tmpdir } from "node:os";
import { readEnvNames } from "../project/env.ts";
import { findSourceFiles } from "../project/source-files.ts";
import { findText } from "../project/text-file.ts";
import { parseEnv } from "../run/env-file.ts";
import { isSecretName } from "../run/mask.ts";
import type { Plan } from "../plan/schema.ts";
import { credentialOf } from "../upstream/auth.ts";

const addressName = /(^|_)(URL|URI|HOST|ENDPOINT|BASE|ORIGIN|DOMAIN)(_|$)/i;
const readName = /\bprocess\.env(?:\.([A-Za-z_]\w*)|\[\s*["'`]([A-Za-z_]\w*)["'`]\s*\])/g;

/**
 * The whole environment of a simulated worker: no value of the shell or of `.env`, so that nothing secret can get into a
 * simulation. Names come from the plans, `.env`, `.env.example` and the code; settings that are no secrets have the
 * value of `.env.example`, addresses the first plan's. The zone is UTC, as on the platform, whatever it is here.
 */
export async function makeEnvironment(root: string, plans: readonly Plan[]): Promise<Record<string, string>> {
  const [own, example, code] = await Promise.all([
    findText(root, ".env"),
    findText(root, ".env.example"),
    readNamesInCode(root),
  ]);
  const examples = parseEnv(example ?? "");
  const address = plans[0]?.source.baseUrl ?? "";
  const declared = [
    ...plans.flatMap(authNames),
    ...readEnvNames(own ?? ""),
    ...examples.keys(),
    ...code.filter((name) => isSecretName(name) || addressName.test(name)),
  ];
  // tsx keeps what it compiled in the temporary folder.
  const values = new Map([
    ["HOME", homedir()],
    ["TMPDIR", tmpdir()],
    ["TZ", "UTC"],
  ]);
  for (const name of declared) {
    if (!values.has(name)) values.set(name, simulate(name, { example: examples.get(name), address }));
  }
  return Object.fromEntries(values);
}

function simulate(
  name: string,
  { example, address }: { example: string | undefined; address: string },
): string {
  if (isSecretName(name)) return credentialOf(name);
  if (example !== undefined && example !== "") return example;
  return addressName.test(name) ? address : credentialOf(name);
}

/** What every OAuth capability of a simulated worker gets as its access token. */
export function simulatedAccessToken(plans: readonly Plan[]): string {
  const names = plans.flatMap(({ source: { auth } }) =>
    auth.kind === "oauth-code" ? auth.env.clientId : [],
  );
  return credentialOf(names[0] ?? "ACCESS_TOKEN");
}

function authNames({ source: { auth } }: Plan): string[] {
  const env: unknown = "env" in auth ? auth.env : undefined;
  if (typeof env === "string") return [env];
  return typeof env === "object" && env !== null ? Object.values(env).map(String) : [];
}

async function readNamesInCode(root: string): Promise<string[]> {
  const files = await findSourceFiles(root);
  // A file that cannot be read here cannot be loaded either, and loading says why.
  const texts = await Promise.all(files.map((file) => findText(root, file).catch(() => undefined)));
  return texts.flatMap((text) =>
    [...(text ?? "").matchAll(readName)].map(([, dotted, quoted]) => dotted ?? quoted ?? ""),
  );
}
