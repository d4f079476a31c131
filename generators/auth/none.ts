import type { AuthUnit } from "../../src/kit.ts";

export const none: AuthUnit<"none"> = {
  id: "none",
  label: "None",
  hint: "A public API that asks for no key.",
  env: () => [],
  sign: () => undefined,
};
