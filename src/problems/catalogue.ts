import { addProblems } from "./catalogue/add.ts";
import { askProblems } from "./catalogue/ask.ts";
import { debugProblems } from "./catalogue/debug.ts";
import { editProblems } from "./catalogue/edit.ts";
import { filesProblems } from "./catalogue/files.ts";
import { planProblems } from "./catalogue/plan.ts";
import { projectProblems } from "./catalogue/project.ts";
import { runProblems } from "./catalogue/run.ts";
import { sampleProblems } from "./catalogue/sample.ts";
import { simulateProblems } from "./catalogue/simulate.ts";
import { skillsProblems } from "./catalogue/skills.ts";
import { usageProblems } from "./catalogue/usage.ts";
import { validateProblems } from "./catalogue/validate.ts";
import { writeProblems } from "./catalogue/write.ts";

/** Every sentence by which we say no. One file a room; a code without its explanation does not compile. */
export const catalogue = {
  ...usageProblems,
  ...addProblems,
  ...askProblems,
  ...planProblems,
  ...projectProblems,
  ...editProblems,
  ...filesProblems,
  ...writeProblems,
  ...runProblems,
  ...sampleProblems,
  ...simulateProblems,
  ...skillsProblems,
  ...validateProblems,
  ...debugProblems,
};

export type Catalogue = typeof catalogue;
