import { given, isBeside, isCount, speaksOfBefore, speaksOfNext, type Signal } from "./signals.ts";

const sizeNames =
  /^(limit|perpage|pagesize|size|maxresults|count|itemsperpage|resultsperpage|rows|top|take|pagelimit|pagelength|hitsperpage|numresults|batchsize|total|totalcount|totalresults|totalrecords|totalitems|totalhits|totalelements|numfound|totalpages|pagecount|length)$/;

const hasSize = (signal: Signal, signals: readonly Signal[]): boolean =>
  signals.some((each) => each !== signal && sizeNames.test(each.name) && isCount(each));

/** Whether a value is the number of this page. */
export function isPageNumber(signal: Signal, signals: readonly Signal[]): boolean {
  if (!isCount(signal) || speaksOfNext(signal) || (speaksOfBefore(signal) && !/^current/.test(signal.name)))
    return false;
  if (/^(current)?page(no|num|number|index|id)?$|^pagecurrent$|^pagingpage$/.test(signal.name))
    return !isHowMany(signal, signals);
  return (
    /^(number|current|index)$/.test(signal.name) &&
    signals.some((each) => isBeside(each, signal) && sizeNames.test(each.name) && isCount(each))
  );
}

/** `page` and `pages` in one object are the number and the count. */
function isHowMany(signal: Signal, signals: readonly Signal[]): boolean {
  return signal.name === "pages" && signals.some((each) => each.name === "page");
}

/** Whether a value is the number of pages. */
export function isPages(signal: Signal, signals: readonly Signal[]): boolean {
  if (!isCount(signal)) return false;
  if (
    /^(total|num|nb|max|number|numberof|available)?pages?(count|total)$|^(total|num|nb|max|numberof|last)pages?$|^lastpage$|^pagestotal$|^totalpagecount$/.test(
      signal.name,
    )
  )
    return true;
  return signal.name === "pages" && hasSize(signal, signals);
}

/** Whether a value says how many records are before this page. */
export function isOffset(signal: Signal, signals: readonly Signal[]): boolean {
  if (!isCount(signal) || speaksOfNext(signal)) return false;
  if (
    !/^(offset|skip|skipped|start|startat|startindex|startindexed|startrow|startrecord|from|currentoffset|pageoffset|begin|first|startposition|resultsstart|offsetstart)$/.test(
      signal.name,
    )
  )
    return false;
  return hasSize(signal, signals) && given(signal).length > 0;
}
