import type { AuthUnit } from "../../src/kit.ts";

export const header: AuthUnit<"header"> = {
  id: "header",
  label: "Key in a header",
  hint: "A key sent as it is in a header of its own, such as X-Api-Key.",
  env: (auth) => [{ name: auth.env, hint: auth.label ?? "the API key" }],
  brokered: (auth) => ({ key: auth.env, header: auth.header, template: "{{credential}}" }),
  sign: (auth) => ({ unit: "auth/header", header: auth.header, env: auth.env, oauth: "" }),
};
