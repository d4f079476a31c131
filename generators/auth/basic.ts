import type { AuthUnit } from "../../src/kit.ts";

export const basic: AuthUnit<"basic"> = {
  id: "basic",
  label: "User and password (Basic)",
  hint: "User and password, or e-mail and token, as one base64 text.",
  env: (auth) => [
    {
      name: auth.env,
      hint: "base64 of user:password (start base64, type it, then Ctrl-D twice: it stays out of the shell's history)",
    },
  ],
  brokered: (auth) => ({ key: auth.env, header: "Authorization", template: "Basic {{credential}}" }),
  sign: (auth) => ({ unit: "auth/basic", header: "Authorization", env: auth.env, oauth: "" }),
};
