import type { PreparedPlan } from "../plan/load.ts";
import type { Plan } from "../plan/schema.ts";
import type { Project } from "../project/types.ts";
import type { SourceEntry } from "../source/entry.ts";
import type { Setting } from "./answers.ts";
import type { Asker } from "./asker.ts";

/** What a question knows. */
export type Facts = {
  entry: SourceEntry;
  project: Project;
  /** What would be built if this question were left to the recommendation. */
  proposed: PreparedPlan;
  /** What would be built with the answers as they are. */
  plan: Plan;
  answers: readonly Setting[];
  /** What is wrong with an answer to this question, in a sentence; undefined if nothing is. */
  check: (settings: readonly Setting[]) => Promise<string | undefined>;
  /** The plan that an answer to this question would make; undefined if it would make none. */
  prepare: (settings: readonly Setting[]) => Promise<PreparedPlan | undefined>;
};

/** What is known while the source still misses something. */
export type EarlyFacts = Pick<Facts, "entry" | "project" | "answers" | "check">;

/** What every question says of itself. */
type QuestionBase = {
  /** The plan field it answers; its name. */
  field: string;
  /** Its name in the list of what can be changed. */
  title: string;
  /** The fields its answer sets. */
  sets: readonly string[];
  /** Where the plan's faults that it can mend are. */
  owns: readonly string[];
  /** The answer a plan holds, in words; undefined if the question does not come up for that plan. */
  say: (plan: Plan, facts: Pick<Facts, "entry">) => string | undefined;
};

/** A parameter of the source; it must be known before anything else can be proposed. */
export type EarlyQuestion = QuestionBase & {
  stage: "early";
  ask: (asker: Asker, facts: EarlyFacts & { current: string | undefined }) => Promise<Setting[]>;
};

/** Any other question. */
export type LateQuestion = QuestionBase & {
  stage: "late";
  /** Whether it is asked if nobody answered it; the others wait until they are picked at the review. */
  isAsked: (facts: Pick<Facts, "entry" | "plan" | "answers">) => boolean;
  /** A field beside its own that is only set when it was answered. */
  mark?: string;
  /** Why the answer of a plan cannot stay, whoever gave it. */
  fault?: (facts: Pick<Facts, "plan" | "project">) => string | undefined;
  ask: (asker: Asker, facts: Facts) => Promise<Setting[]>;
};

export type Question = EarlyQuestion | LateQuestion;
