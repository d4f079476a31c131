import type { Scenario } from "../../types.ts";
import { clearedToAbsent } from "./cleared-to-absent.ts";
import { clearedToEmptyList } from "./cleared-to-empty-list.ts";
import { clearedToEmptyText } from "./cleared-to-empty-text.ts";
import { clearedToNull } from "./cleared-to-null.ts";
import { duplicates } from "./duplicates.ts";
import { hostileNames } from "./hostile-names.ts";
import { hugeTexts } from "./huge-texts.ts";
import { idAsNumberAndText } from "./id-as-number-and-text.ts";
import { longOption } from "./long-option.ts";
import { manyOptions } from "./many-options.ts";
import { nullId } from "./null-id.ts";
import { nullIdLast } from "./null-id-last.ts";
import { nullRecords } from "./null-records.ts";
import { nullTitle } from "./null-title.ts";
import { numbersAsText } from "./numbers-as-text.ts";
import { olderDuplicateSecond } from "./older-duplicate-second.ts";
import { optionWithComma } from "./option-with-comma.ts";
import { strangeCharacters } from "./strange-characters.ts";
import { unseenOption } from "./unseen-option.ts";
import { wrongTypes } from "./wrong-types.ts";

/** Odd records. */
export const recordsScenarios: readonly Scenario[] = [
  nullId,
  nullIdLast,
  nullRecords,
  idAsNumberAndText,
  nullTitle,
  clearedToNull,
  clearedToAbsent,
  clearedToEmptyText,
  clearedToEmptyList,
  numbersAsText,
  wrongTypes,
  hostileNames,
  hugeTexts,
  strangeCharacters,
  duplicates,
  olderDuplicateSecond,
  unseenOption,
  optionWithComma,
  longOption,
  manyOptions,
];
