import type { Check } from "../types.ts";
import { envIgnored } from "./env-ignored.ts";
import { envLines } from "./env-lines.ts";
import { envNames } from "./env-names.ts";
import { execLocal } from "./exec-local.ts";
import { imports } from "./imports.ts";
import { lockfile } from "./lockfile.ts";
import { nodeVersion } from "./node-version.ts";
import { npmVersion } from "./npm-version.ts";
import { ntnFound } from "./ntn-found.ts";
import { ntnLogin } from "./ntn-login.ts";
import { packageJson } from "./package-json.ts";
import { plans } from "./plans.ts";
import { sdk } from "./sdk.ts";
import { sdkCopies } from "./sdk-copies.ts";
import { skills } from "./skills.ts";
import { tsconfig } from "./tsconfig.ts";
import { tsx } from "./tsx.ts";
import { typescript } from "./typescript.ts";
import { workerFile } from "./worker-file.ts";

/** Everything that doctor looks at, in the order in which one thing rests on another. */
export const checks: readonly Check[] = [
  nodeVersion,
  npmVersion,
  ntnFound,
  ntnLogin,
  packageJson,
  sdk,
  sdkCopies,
  typescript,
  tsconfig,
  tsx,
  lockfile,
  workerFile,
  imports,
  execLocal,
  envNames,
  envLines,
  envIgnored,
  plans,
  skills,
];
