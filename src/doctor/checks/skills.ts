import { tellSkills } from "../../skills/install.ts";
import { findMend } from "../../skills/report.ts";
import type { SkillStatus, State } from "../../skills/state.ts";
import type { Check, Finding } from "../types.ts";

/** The skills for coding agents: of this version, as installed, seen by each agent, and no others in their place. */
export const skills: Check = {
  id: "skills",
  about: "project",
  look: async ({ root }) => {
    const { status, installed } = await tellSkills(root);
    const there = status.filter(({ state }) => state !== "missing");
    if (there.length === 0) return [{ status: "ok", says: "No skills for coding agents are installed" }];
    const mend = findMend(status);
    const found = [
      ...(Object.keys(words) as State[]).flatMap((state) => say(there, state)),
      ...sayUnseen(there),
    ];
    if (found.length === 0)
      return [{ status: "ok", says: `Skills of create-sync ${installed ?? ""}`.trim() }];
    return found.map(
      (says) => ({ status: "note", says, ...(mend && { fix: `npx ${mend}` }) }) satisfies Finding,
    );
  },
};

const words: Partial<Record<State, string>> = {
  outdated: "from another version of create-sync",
  edited: "edited since they were installed",
  foreign:
    "not those of create-sync: Notion's template has some of the same names, and the agent reads those",
};

function say(status: readonly SkillStatus[], state: State): string[] {
  const names = status.filter((one) => one.state === state).map(({ name }) => name);
  return names.length === 0 ? [] : [`Skills ${words[state]}: ${names.join(", ")}.`];
}

function sayUnseen(status: readonly SkillStatus[]): string[] {
  const agents = [
    ["Claude Code", "claudeCode"],
    ["Codex", "codex"],
  ] as const;
  return agents.flatMap(([agent, field]) => {
    const unseen = status.filter((one) => !one[field].sees);
    const why = unseen[0]?.[field].fault ?? "it does not say why";
    return unseen.length === 0
      ? []
      : [`${agent} does not see ${unseen.map(({ name }) => name).join(", ")}: ${why}.`];
  });
}
