import type { Scenario } from "../../types.ts";
import { directoryInPages } from "./directory-in-pages.ts";
import { endlessDirectory } from "./endless-directory.ts";
import { failingDirectory } from "./failing-directory.ts";
import { forgottenEntry } from "./forgotten-entry.ts";
import { renamedEntry } from "./renamed-entry.ts";
import { renamedWhileWalking } from "./renamed-while-walking.ts";

/** Names that records have only the ids of. */
export const namesScenarios: readonly Scenario[] = [
  renamedEntry,
  renamedWhileWalking,
  forgottenEntry,
  failingDirectory,
  directoryInPages,
  endlessDirectory,
];
