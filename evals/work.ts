import { type AgentRun, runAgent } from "./agent.ts";
import { grade } from "./grade.ts";
import type { Arm, Outcome } from "./report.ts";
import type { Task } from "./task.ts";
import { openWorkshop, type Workshop } from "./workshop.ts";

export type Work = {
  arm: Arm;
  /** The built `bin.js`. */
  bin: string;
  /** Who works on it. Given a command, it is run as the agent; a function may do the work itself. */
  agent: readonly string[] | ((workshop: Workshop) => Promise<AgentRun>);
  limitMs: number;
  signal?: AbortSignal;
};

/** One task with one agent, from an empty temporary folder to the grades. Gives also what the agent printed. */
export async function workOn(task: Task, work: Work): Promise<Outcome & { output: string; dropped: number }> {
  const { arm, bin, agent, limitMs, signal } = work;
  const workshop = await openWorkshop(task, { withSkills: arm === "with skills", bin });
  try {
    const { root, env, prompt } = workshop;
    const ran =
      typeof agent === "function"
        ? await agent(workshop)
        : await runAgent({ command: agent, prompt, cwd: root, env, limitMs, ...(signal && { signal }) });
    const expectations = await grade(task, { workshop, agent: ran, bin });
    return {
      ...{ task: task.id, arm, ok: expectations.every(({ state }) => state !== "unmet"), expectations },
      ...{
        seconds: ran.ms / 1000,
        toolCalls: ran.toolCalls ?? null,
        output: ran.output,
        dropped: ran.dropped,
      },
    };
  } finally {
    await workshop.close();
  }
}
