import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { inOneProcess, toGlob } from "./kit/in-one-process.ts";

// Beside the cases themselves, what takes minutes: npm run matrix.
const exclude = [
  "golden/*/**",
  "skills/follow.test.ts",
  "evals/{scripted,solved}.test.ts",
  "validate/{simulated,recall}.test.ts",
  "**/node_modules/**",
];
const shared = inOneProcess.map(toGlob);

export default defineConfig({
  test: {
    root: fileURLToPath(new URL(".", import.meta.url)),
    expect: { requireAssertions: true },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // Loading TypeScript and prettier anew for each file would be half of what most of them take.
    projects: [
      {
        extends: true,
        test: {
          name: "together",
          include: shared,
          exclude,
          isolate: false,
          setupFiles: "./kit/leaves-no-trace.ts",
        },
      },
      {
        extends: true,
        test: { name: "alone", include: ["**/*.test.ts"], exclude: [...exclude, ...shared] },
      },
    ],
  },
});
