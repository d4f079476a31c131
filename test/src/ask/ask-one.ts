import { planOptions, withoutAnswers, type Setting } from "../../../src/ask/answers.ts";
import { checkAnswers, findOwnProblem, sayProblem } from "../../../src/ask/check.ts";
import type { LateQuestion } from "../../../src/ask/question.ts";
import { readGiven } from "../../../src/ask/setting.ts";
import { preparePlan } from "../../../src/plan/load.ts";
import type { Plan } from "../../../src/plan/schema.ts";
import type { Project } from "../../../src/project/types.ts";
import { loadEntry } from "../../../src/source/load.ts";
import { scripted, type Script, type Scripted } from "./scripted.ts";

export type AskOptions = { id?: string; set?: readonly string[]; env?: readonly string[] };

/** What became of one question: what is set beside the answers before, what was only agreed to, and the plan. */
export type Asked = { asker: Scripted; set: string[]; agreed: string[]; plan: Plan; said: string };

const params: Readonly<Record<string, string[]>> = {
  "github.issues": ["repository=octo-org/app"],
  "github.releases": ["repository=octo-org/app"],
};

/** Asks one question of a source, with earlier answers as `--set` gives them. */
export async function askOne(
  question: LateQuestion,
  script: Script,
  { id = "demo.books", set = [], env = [] }: AskOptions = {},
): Promise<Asked> {
  const entry = await loadEntry(id);
  const given = [
    ...(params[id] ?? []).map((text) => readGiven("param", text)),
    ...set.map((text) => readGiven("set", text)),
  ];
  const others = withoutAnswers(given, question.sets);
  const attempt = (settings: readonly Setting[]) => checkAnswers(id, [...others, ...settings]);
  const proposed = await preparePlan(id, planOptions(others));
  const now = await checkAnswers(id, given);
  const asker = scripted(script);
  const settings = await question.ask(asker, {
    entry,
    proposed,
    plan: (now.prepared ?? proposed).complete.plan,
    project: projectWith(env),
    answers: given,
    prepare: async (each) => (await attempt(each)).prepared,
    check: async (each) => {
      const problem = findOwnProblem(await attempt(each), question);
      return problem && sayProblem(problem);
    },
  });
  const { complete } = await preparePlan(id, planOptions([...others, ...settings]));
  const texts = (isProposal: boolean) =>
    settings.filter((each) => (each.isProposal === true) === isProposal).map(({ text }) => text);
  return { asker, set: texts(false), agreed: texts(true), plan: complete.plan, said: asker.said.join("\n") };
}

function projectWith(names: readonly string[]): Project {
  return {
    root: "/",
    hasTsx: false,
    items: [],
    env: { names: [...names], exampleNames: [], ignored: true },
    plans: [],
    skills: [],
  };
}
