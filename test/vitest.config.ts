import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: fileURLToPath(new URL(".", import.meta.url)),
    include: ["**/*.test.ts"],
    // They take minutes: npm run matrix.
    exclude: [
      "golden/*/**",
      "skills/follow.test.ts",
      "validate/{simulated,recall}.test.ts",
      "**/node_modules/**",
    ],
    expect: { requireAssertions: true },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
