import type { Context, Outcome } from "./types.ts";

/** Changes the skills of a project. With --dry-run it prints the diff and writes nothing. */
export async function changeSkills(
  context: Context,
  task: "install" | "update" | "uninstall",
): Promise<Outcome> {
  const room = await import("../skills/install.ts");
  const { describeDraft, describeStatus, findMend, listChanges } = await import("../skills/report.ts");
  const { force, dryRun } = context;
  const { draft, status, copied } = await room.changeSkills(context.cwd, task, { force, write: !dryRun });
  const nothingToDo = draft.changes.length === 0;
  const result = {
    nothingToDo,
    changes: listChanges(draft),
    backups: draft.backups,
    repaired: draft.repaired,
    unlinked: draft.unlinked,
    copied,
  };
  const isEmpty = task !== "install" && nothingToDo && status.every(({ state }) => state !== "current");
  if (nothingToDo) {
    const text = isEmpty ? "Nothing to do: no skills of create-sync are installed here." : "Nothing to do.";
    return {
      result: { ...result, skills: status },
      text,
      next: isEmpty ? ["create-sync skills install"] : [],
    };
  }
  if (dryRun) {
    const { unifiedDiff } = await import("../write/diff.ts");
    const diff = unifiedDiff(draft.changes);
    context.say(["Would do:", ...describeDraft(draft)].join("\n"));
    const again = `create-sync skills ${task}${force ? " --force" : ""}`;
    return { result: { ...result, diff }, text: diff, next: [again] };
  }
  const heads = { install: "Installed:", update: "Updated:", uninstall: "Uninstalled:" };
  const lines = [
    heads[task],
    ...describeDraft(draft),
    ...(copied ? ["Claude Code has copies, because there can be no links here."] : []),
    ...(task === "uninstall" ? [] : ["", describeStatus(status, undefined), "", how]),
  ];
  const mend = task === "uninstall" ? undefined : findMend(status);
  return { result: { ...result, skills: status }, text: lines.join("\n"), next: mend ? [mend] : [] };
}

const how = "Start a new session of the agent; then /sync in Claude Code, $sync in Codex.";

/** Shows how the skills of a project stand against those of this package, and which agent sees them. */
export async function skillsStatus(context: Context): Promise<Outcome> {
  const { tellSkills } = await import("../skills/install.ts");
  const { describeStatus, findMend } = await import("../skills/report.ts");
  const { status, installed } = await tellSkills(context.cwd);
  const mend = findMend(status);
  return {
    result: { installed: installed ?? null, skills: status },
    text: describeStatus(status, installed),
    next: mend ? [mend] : [],
  };
}
