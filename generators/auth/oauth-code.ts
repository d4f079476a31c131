import { parseDuration, type AuthUnit } from "../../src/kit.ts";

export const oauthCode: AuthUnit<"oauth-code"> = {
  id: "oauth-code",
  label: "OAuth sign-in",
  hint: "People sign in once in a browser; Notion keeps and renews the token. Needs an OAuth app of your own.",
  env: (auth) => [
    { name: auth.env.clientId, hint: `client id of your ${auth.name} OAuth app` },
    { name: auth.env.clientSecret, hint: `client secret of your ${auth.name} OAuth app` },
  ],
  sign: (_auth, names) => ({ unit: "auth/oauth-code", header: "Authorization", env: "", oauth: names.auth }),
  oauth: (auth, names) => ({
    variable: names.auth,
    key: names.keys.auth,
    name: auth.name,
    clientId: auth.env.clientId,
    clientSecret: auth.env.clientSecret,
    authorizationEndpoint: auth.authorizationEndpoint,
    tokenEndpoint: auth.tokenEndpoint,
    scope: auth.scope,
    params: Object.entries(auth.params ?? {}).map(([name, value]) => ({ name, value })),
    ...(auth.expires !== undefined && { expiresMs: parseDuration(auth.expires) ?? 0 }),
  }),
};
