import { pageSizeOf } from "../../../upstream/page-size.ts";
import type { Scenario } from "../../types.ts";
import { pickSome } from "../common/acts.ts";
import { hasField } from "../common/applies.ts";
import { checkNames, pagedLookup } from "../common/names.ts";

export const directoryInPages: Scenario = {
  name: "directory-in-pages",
  title: "A directory grows to several pages, and records lead to entries on the last one.",
  hazards: ["H17"],
  applies: hasField(pagedLookup, "directory that comes in pages"),
  play: async (stage) => {
    const lookup = pagedLookup(stage.subject);
    const [field] = lookup?.fields ?? [];
    if (lookup === undefined || field === undefined) return;
    const ids = stage.world.directories.grow(lookup.name, pageSizeOf(lookup.facts.page) + 3);
    for (const id of pickSome(stage, 4)) stage.world.edit(id, { set: { [field.name]: ids.at(-1) } });
    await stage.delta();
    checkNames(stage, "With a directory of several pages");
  },
};
