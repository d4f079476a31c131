import { architectures, architectureUnit } from "../../../generators/index.ts";
import { recommendArchitecture } from "../../plan/complete.ts";
import type { Setting } from "../answers.ts";
import type { Asker } from "../asker.ts";
import type { Facts, LateQuestion } from "../question.ts";
import { settingOf } from "../setting.ts";

/** How many syncs there are, and what each does. Only a source that leaves a choice is asked about. */
export const architectureQuestion: LateQuestion = {
  stage: "late",
  field: "architecture",
  title: "Architecture",
  sets: ["architecture", "because"],
  owns: ["architecture", "because"],
  say: (plan) =>
    plan.source.changes.kind === "none" ? undefined : architectureUnit(plan.architecture).label,
  isAsked: ({ plan }) => plan.source.changes.kind !== "none",
  ask: askArchitecture,
};

async function askArchitecture(asker: Asker, facts: Facts): Promise<Setting[]> {
  const [recommended, reason] = recommendArchitecture(facts.proposed.complete.plan.source);
  const units = [...architectures].sort(
    (left, right) => Number(right.id === recommended) - Number(left.id === recommended),
  );
  const chosen = await asker.select({
    message: "How should it read?",
    choices: units.map(({ id, label, hint }) =>
      id === recommended
        ? { value: id, name: label, hint: `${reason} ${hint}`, isRecommended: true }
        : { value: id, name: label, hint },
    ),
    current: facts.plan.architecture,
  });
  const setting = settingOf(["architecture"], chosen);
  if (chosen === recommended) return [{ ...setting, isProposal: true }];
  const unit = architectureUnit(chosen);
  const fit = unit.fits(facts.plan.source);
  if (!fit.ok) asker.tell(`Worth a thought: ${fit.because}.`);
  const because = await askBecause(asker, {
    message: "Why this one? The reason is kept in the plan:",
    setting,
    facts,
  });
  return [setting, because];
}

/** Asks why a recommendation was not taken; the plan keeps the answer. */
export async function askBecause(
  asker: Asker,
  { message, setting, facts }: { message: string; setting: Setting; facts: Facts },
): Promise<Setting> {
  const { because } = facts.plan;
  const reason = await asker.input({
    message,
    ...(because !== undefined && { proposal: because }),
    check: (text) =>
      text === ""
        ? "Expected a reason; a few words will do."
        : facts.check([setting, settingOf(["because"], text)]),
  });
  return settingOf(["because"], reason);
}
