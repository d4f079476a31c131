import type { Scenario } from "../../types.ts";
import { answerWithoutList } from "./answer-without-list.ts";
import { doneFlagAbsent } from "./done-flag-absent.ts";
import { doneFlagAsText } from "./done-flag-as-text.ts";
import { doneFlagStuck } from "./done-flag-stuck.ts";
import { emptyPage } from "./empty-page.ts";
import { expiredPageToken } from "./expired-page-token.ts";
import { ignoredFilter } from "./ignored-filter.ts";
import { otherRecordsAmongThem } from "./other-records-among-them.ts";
import { repeatedPageToken } from "./repeated-page-token.ts";
import { resultWindowEmpty } from "./result-window-empty.ts";
import { resultWindowOfChanges } from "./result-window-of-changes.ts";
import { resultWindowRefused } from "./result-window-refused.ts";
import { shortPage } from "./short-page.ts";
import { thinnedPages } from "./thinned-pages.ts";

/** How pages end, and what comes between. */
export const pagesScenarios: readonly Scenario[] = [
  shortPage,
  thinnedPages,
  emptyPage,
  doneFlagStuck,
  doneFlagAsText,
  doneFlagAbsent,
  repeatedPageToken,
  resultWindowRefused,
  resultWindowEmpty,
  resultWindowOfChanges,
  ignoredFilter,
  expiredPageToken,
  answerWithoutList,
  otherRecordsAmongThem,
];
