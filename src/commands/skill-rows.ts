import type { CommandRow } from "./parse.ts";

/** The commands about the skill pack, in the order of the help text. */
export const skillRows: readonly CommandRow[] = [
  { name: "skills", about: "Install the skills for coding agents, and keep them current" },
  {
    name: "skills install",
    about: "Put the skills into this project, for Claude Code, Codex and others",
    examples: ["skills install", "skills install --dry-run", "skills install --force"],
    project: () => ".",
    start: async (context) => (await import("./skills.ts")).changeSkills(context, "install"),
  },
  {
    name: "skills status",
    about: "Show how each skill stands, and which agent sees it",
    examples: ["skills status --json"],
    project: () => ".",
    start: async (context) => (await import("./skills.ts")).skillsStatus(context),
  },
  {
    name: "skills update",
    about: "Bring the installed skills to this version",
    examples: ["skills update"],
    project: () => ".",
    start: async (context) => (await import("./skills.ts")).changeSkills(context, "update"),
  },
  {
    name: "skills uninstall",
    about: "Take the skills out again, and put back what they replaced",
    examples: ["skills uninstall --dry-run"],
    project: () => ".",
    start: async (context) => (await import("./skills.ts")).changeSkills(context, "uninstall"),
  },
];
