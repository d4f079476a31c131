import { defineConfig, mergeConfig } from "vitest/config";
import base from "./vitest.config.ts";

export default mergeConfig(
  { ...base, test: { ...base.test, projects: undefined } },
  // Alone it leaves nothing out.
  defineConfig({
    test: {
      include: [
        "matrix.test.ts",
        "skills/follow.test.ts",
        "evals/{scripted,solved}.test.ts",
        "validate/{simulated,recall}.test.ts",
        "src/write/killed.test.ts",
      ],
      env: { MATRIX_SHARE: process.env["MATRIX_SHARE"] ?? "1" },
    },
  }),
);
