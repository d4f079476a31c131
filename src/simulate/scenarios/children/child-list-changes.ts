import { routeOfChild } from "../../../upstream/children.ts";
import type { Scenario } from "../../types.ts";
import { pickSome } from "../common/acts.ts";
import { childOf, hasChildren, lengthen, manyItems } from "../common/children.ts";

export const childListChanges: Scenario = {
  name: "child-list-changes",
  title: "While a full read reads the lists of records page by page, their items change.",
  hazards: ["H12", "H16"],
  applies: hasChildren,
  play: async (stage) => {
    const { subject } = stage;
    const [one = "", two = ""] = pickSome(stage, 2);
    const count = manyItems(subject);
    lengthen(stage, [one, two], { count, word: "First" });
    await stage.delta();
    const route = routeOfChild(childOf(subject)?.child.name ?? "");
    const shorter = Math.max(2, count - 4);
    stage.beforeRequest(1, () => lengthen(stage, [one], { count: shorter, word: "Second" }), route);
    stage.beforeRequest(3, () => lengthen(stage, [two], { count: 1, word: "Third" }), route);
    if (subject.walk !== undefined) await stage.walk();
    await stage.delta();
  },
};
