import type { Scenario, Subject } from "../../types.ts";
import { pagesOfChanges, pickSome } from "../common/acts.ts";
import { changesPage, countsPlacesOfChanges, deltaInPages } from "../common/applies.ts";

export const shuffledTies: Scenario = {
  name: "shuffled-ties",
  title: "Records of the same instant come in another order each time they are asked for.",
  hazards: ["H01", "H09", "S24"],
  applies: (subject) => {
    if (deltaInPages(subject) !== true) return deltaInPages(subject);
    const page = changesPage(subject) ?? "";
    if (page === "keyset") return "pages that begin after an id need the order of ids";
    return !isByPlace(subject) || "pages by place need an order that stays";
  },
  records: { pages: 3 },
  knobs: { ties: "shuffled" },
  play: async (stage) => {
    for (const id of pickSome(stage, pagesOfChanges(stage.subject))) stage.world.edit(id);
    await stage.delta();
  },
};

// Where records shift from page to page, a link leads to the number of the next one.
function isByPlace(subject: Subject): boolean {
  const { changes } = subject.plan.source;
  const shifts = "shifts" in changes && changes.shifts;
  return countsPlacesOfChanges(subject) === true || (changesPage(subject) === "link-header" && shifts);
}
