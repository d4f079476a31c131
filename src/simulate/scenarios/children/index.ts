import type { Scenario } from "../../types.ts";
import { childListChanges } from "./child-list-changes.ts";
import { endlessChildList } from "./endless-child-list.ts";
import { longChildLists } from "./long-child-lists.ts";

/** Lists inside of records that go on beyond what a record holds. */
export const childrenScenarios: readonly Scenario[] = [longChildLists, childListChanges, endlessChildList];
