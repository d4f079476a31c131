import type { AuthUnit } from "../../src/kit.ts";

export const bearer: AuthUnit<"bearer"> = {
  id: "bearer",
  label: "Token (Authorization: Bearer …)",
  hint: "A token or key sent as a bearer token.",
  env: (auth) => [{ name: auth.env, hint: auth.label ?? "the API token" }],
  brokered: (auth) => ({ key: auth.env, header: "Authorization", template: "Bearer {{credential}}" }),
  sign: (auth) => ({ unit: "auth/bearer", header: "Authorization", env: auth.env, oauth: "" }),
};
