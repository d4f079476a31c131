import { findSource } from "../ask/answers.ts";
import { isStopped, type Asker } from "../ask/asker.ts";
import { repeatCommand, resumeCommand } from "../ask/commands.ts";
import type { Ending } from "../ask/design.ts";
import { startSession, type Session } from "../ask/session.ts";
import { Problem } from "../problems/problem.ts";
import type { Context, Outcome } from "./types.ts";

export type WizardOptions = { dir?: string; param: string[]; set: string[] };

/** Asks for everything, shows what would be done, writes it on request. Ctrl-C before that leaves every file as it was. */
export async function wizard(context: Context, { dir, param, set }: WizardOptions): Promise<Outcome> {
  const session = await startSession({ cwd: context.cwd, isDryRun: context.dryRun, param, set });
  if (!context.interactive || !context.terminal) {
    throw new Problem("ask/no-terminal", { source: findSource(session.answers) ?? "<source>" });
  }
  const terminal = context.terminal();
  terminal.onInterrupt(() => sayInterrupted(session));
  const { makeAsker } = await import("../ask/ask.ts");
  const { runFlow } = await import("../ask/flow.ts");
  const asker = makeAsker(terminal, context.say);
  try {
    const ending = await runFlow(session, asker, dir);
    return await sayEnding(ending, { session, context, asker });
  } catch (error) {
    if (session.stage === "asking" && session.answers.length > 0) context.say(sayResume(session));
    else if (isStopped(error)) context.say("To start again:\n  npx create-sync");
    throw error;
  }
}

type Parts = { session: Session; context: Context; asker: Asker };

async function sayEnding(ending: Ending, { session, context, asker }: Parts): Promise<Outcome> {
  if (ending.kind === "cancelled") {
    context.say(`Cancelled. Nothing was written. To go on from here:\n  ${resumeCommand(session)}`);
    return { result: { written: false }, text: "" };
  }
  if (ending.kind === "otherApi") {
    const { otherApiWords } = await import("../ask/source.ts");
    return { result: { written: false }, text: otherApiWords };
  }
  const repeat = repeatCommand(session);
  const { draft, applied: first } = ending;
  const plan = draft.prepared.complete.plan.name;
  if (!first) {
    const { unifiedDiff } = await import("../write/diff.ts");
    const diff = unifiedDiff(draft.changes);
    return { result: { plan, written: false, diff, repeat }, text: diff, next: [repeat] };
  }
  const { finish } = await import("../ask/finish.ts");
  const { reportApplied } = await import("../add/report.ts");
  const written = { draft, applied: first, folder: session.place?.folder };
  const { applied, wasStopped } = await finish(written, asker);
  const text = `${reportApplied(applied)}\n\nThe same without questions:\n  ${repeat}`;
  const hasFailed = applied.checks.some(({ ok }) => !ok);
  return {
    result: { plan, written: true, ...applied, repeat },
    text,
    exit: wasStopped ? 130 : hasFailed ? 5 : 0,
  };
}

function sayResume(session: Session): string {
  return `To go on from here:\n  ${resumeCommand(session)}`;
}

function sayInterrupted(session: Session): string {
  if (session.stage === "asking") return `\nStopped. Nothing was written. ${sayResume(session)}\n`;
  const state =
    session.stage === "writing" ? "Either all files were written or none" : "Everything was written";
  return `\nStopped. ${state}; npx create-sync inspect shows what is there.\n`;
}
