import { applyDraft, type Applied } from "../add/apply.ts";
import type { Draft } from "../add/draft.ts";
import { printProblem } from "../problems/print.ts";
import { Problem } from "../problems/problem.ts";
import { findSource, sourceSetting } from "./answers.ts";
import type { Asker } from "./asker.ts";
import { answer, nextStep, openDesk, refreshDesk, type Desk } from "./desk.ts";
import { askPlace } from "./place.ts";
import { review, type Changeable } from "./review.ts";
import type { Session } from "./session.ts";
import { askSource, otherApi } from "./source.ts";

/** How the questions about a source end. A dry run ends with a draft that was not applied. */
export type Ending =
  { kind: "cancelled" } | { kind: "otherApi" } | { kind: "done"; draft: Draft; applied: Applied | undefined };

/** Asks what is open, shows the plan, changes what the person wants changed, and writes when they say so. */
export async function design(session: Session, asker: Asker): Promise<Ending> {
  let desk = await openDesk(session, asker);
  for (;;) {
    const step = await nextStep(desk);
    if (step.question) {
      if (step.problem) asker.say(printProblem(step.problem));
      await answer(desk, step.question);
      continue;
    }
    const decision = await review(desk, step.prepared);
    if (decision.kind === "cancel") return { kind: "cancelled" };
    if (decision.kind === "write" && session.isDryRun)
      return { kind: "done", draft: decision.draft, applied: undefined };
    if (decision.kind === "write") {
      const applied = await write(desk, decision.draft);
      if (applied) return { kind: "done", draft: decision.draft, applied };
    }
    desk = await refreshDesk(desk);
    if (decision.kind === "change") {
      const changed = await change(desk, decision.what);
      if (!changed) return { kind: "otherApi" };
      desk = changed;
    }
  }
}

/** Writes and checks; undefined (and the reason said) if the project was not as it had been read, and nothing was written. */
async function write({ session, asker }: Desk, draft: Draft): Promise<Applied | undefined> {
  session.stage = "writing";
  try {
    const applied = await applyDraft(draft, asker.say, session.place?.folder);
    session.stage = "written";
    return applied;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    session.stage = "asking";
    asker.say(printProblem(error));
    return undefined;
  }
}

/** Asks one thing again. Gives the desk to go on at; undefined if the person turned to an API of their own. */
async function change(desk: Desk, what: Changeable): Promise<Desk | undefined> {
  const { session, asker } = desk;
  if (what === "place") return changePlace(desk);
  if (what !== "source") {
    await answer(desk, what);
    return desk;
  }
  const source = await askSource(asker);
  if (source === otherApi) return undefined;
  if (source === findSource(session.answers)) return desk;
  // The other answers were about the other source.
  session.answers = [sourceSetting(source)];
  return openDesk(session, asker);
}

async function changePlace(desk: Desk): Promise<Desk> {
  const { session, asker } = desk;
  const before = session.place;
  try {
    session.place = await askPlace(session.cwd, asker);
    return await openDesk(session, asker);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    asker.say(printProblem(error));
    session.place = before;
    return desk;
  }
}
