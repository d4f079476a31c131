import type { Field } from "../source/field-schema.ts";
import { filled, sayFilled } from "./columns.ts";
import { isObject, pathOf, wordsOf } from "./json.ts";
import { allText, looksLikeEpoch, shapes, timeForm, type TimeForm } from "./shapes.ts";
import { tellingName } from "./subject.ts";
import type { Column, Confidence } from "./types.ts";

/** What a column becomes in Notion: all of a field but its name, why, and what else it could be. */
export type FieldKind = Omit<Field, "name"> & {
  reason: string;
  confidence: Confidence;
  alternatives: readonly string[];
};

type Kind = Omit<FieldKind, "from"> & { from?: string };
/** Says what a column is, if it is of that kind; `beside` are all columns of the records. */
type Reader = (column: Column, beside: readonly Column[]) => Kind | undefined;

/** The kind of field for a column; undefined for what no property can show. */
export function kindOf(column: Column, beside: readonly Column[]): FieldKind | undefined {
  if (filled(column).length === 0) return undefined;
  for (const read of readers) {
    const kind = read(column, beside);
    if (kind) return { from: column.path, ...kind };
  }
  return undefined;
}

const sure = (column: Column): Confidence => (filled(column).length >= 3 ? "certain" : "likely");
const probable = (column: Column): Confidence => (filled(column).length >= 3 ? "likely" : "guess");

const timeWords: Record<TimeForm, string> = {
  instant: "times with their zone",
  zoneless: "times without a zone, taken as UTC",
  day: "dates without a time",
  "epoch-s": "seconds since 1970, by their size and name",
  "epoch-ms": "milliseconds since 1970, by their size and name",
};

const readTime: Reader = (column) => {
  const form = timeForm(filled(column), `${column.names.at(-1)} ${tellingName(column)}`);
  if (form === undefined) return undefined;
  return {
    type: form === "day" ? "date" : "dateTime",
    ...(form === "epoch-s" || form === "epoch-ms" ? { transform: form } : {}),
    reason: `${timeWords[form]}, ${sayFilled(column)}`,
    confidence: form === "instant" ? sure(column) : probable(column),
    alternatives: form.startsWith("epoch") ? ["number"] : [],
  };
};

const readBoolean: Reader = (column) =>
  filled(column).every((value) => typeof value === "boolean")
    ? {
        type: "checkbox",
        reason: `true or false, ${sayFilled(column)}`,
        confidence: sure(column),
        alternatives: [],
      }
    : undefined;

const isMoney = (column: Column): boolean =>
  wordsOf(tellingName(column)).some((word) =>
    /^(amount|total|subtotal|price|cost|balance|fee|tax|discount|refunded|paid|net|gross|value|sum|charge)$/.test(
      word,
    ),
  );

const readMoney: Reader = (column, beside) => {
  const values = filled(column);
  if (!values.every((value) => Number.isSafeInteger(value)) || !isMoney(column)) return undefined;
  const currency = beside.find(
    ({ names }) =>
      names.slice(0, -1).join("\n") === column.names.slice(0, -1).join("\n") &&
      /^currency( code)?$/.test(wordsOf(names.at(-1) ?? "").join(" ")),
  );
  const codes = currency ? filled(currency) : [];
  const hasHundredths = (code: unknown) =>
    typeof code === "string" &&
    /^[A-Za-z]{3}$/.test(code) &&
    !/^(jpy|krw|vnd|clp|isk|huf|pyg|xaf|xof)$/i.test(code);
  if (codes.length === 0 || !codes.every(hasHundredths)) return undefined;
  return {
    type: "number",
    transform: "minor-units",
    reason: `whole numbers beside a currency, ${sayFilled(column)}: often hundredths, 4200 for 42.00. Compare one with what the product shows`,
    confidence: "guess",
    alternatives: ["number without a transform"],
  };
};

const namesId = ({ names }: Column): boolean =>
  /^(id|uuid|guid|key|sid)$/.test(wordsOf(names.at(-1) ?? "").at(-1) ?? "") ||
  /[a-z]Id$/.test(names.at(-1) ?? "");

const readNumber: Reader = (column) => {
  const values = filled(column);
  if (values.every((value) => typeof value === "number"))
    return namesId(column)
      ? {
          type: "richText",
          reason: `numbers under the name of an id, ${sayFilled(column)}: nothing to reckon with`,
          confidence: "likely",
          alternatives: ["number"],
        }
      : {
          type: "number",
          // What may be a time since 1970 under a name that does not say so is no sure number to reckon with.
          reason: `numbers, ${sayFilled(column)}${looksLikeEpoch(values) ? ", of the size that times since 1970 have" : ""}`,
          confidence: looksLikeEpoch(values) ? "guess" : sure(column),
          alternatives: looksLikeEpoch(values) ? ["dateTime"] : [],
        };
  return allText(values) && values.every(shapes.decimal)
    ? {
        type: "number",
        reason: `decimal numbers in quotes, ${sayFilled(column)}`,
        confidence: probable(column),
        alternatives: ["richText"],
      }
    : undefined;
};

const readForm: Reader = (column) => {
  const values = filled(column);
  if (!allText(values)) return undefined;
  const forms = [
    ["url", shapes.url, "addresses of web pages"],
    ["email", shapes.email, "e-mail addresses"],
  ] as const;
  const found = forms.find(([, fits]) => values.every(fits));
  if (found)
    return {
      type: found[0],
      reason: `${found[2]}, ${sayFilled(column)}`,
      confidence: probable(column),
      alternatives: ["richText"],
    };
  const isPhone = /phone|mobile|telephone|\btel\b|fax/.test(wordsOf(tellingName(column)).join(" "));
  return isPhone && values.every(shapes.phone)
    ? {
        type: "phoneNumber",
        reason: `telephone numbers, ${sayFilled(column)}`,
        confidence: probable(column),
        alternatives: ["richText"],
      }
    : undefined;
};

const isOption = (value: unknown): value is string =>
  typeof value === "string" &&
  value.length <= 40 &&
  value.trim() === value &&
  !/[,\p{Cc}\u2028\u2029]/u.test(value);

const namesChoice = (column: Column): boolean =>
  wordsOf(tellingName(column)).some((word) =>
    /^(status|state|type|kind|priority|category|stage|severity|level|tier|plan|gender|role|visibility|phase|currency|country|language|locale|source|channel|method|mode|reason|region|environment|segment)$/.test(
      word,
    ),
  );

const readChoice: Reader = (column) => {
  const values = filled(column);
  const distinct = [...new Set(values)];
  if (!distinct.every(isOption) || namesId(column)) return undefined;
  // What other things are called, such as owners, repeats without being a choice.
  const repeats =
    column.own && distinct.length <= 12 && distinct.length * 2 <= values.length && values.length >= 4;
  if (!(namesChoice(column) && distinct.length <= 12) && !(repeats && distinct.length > 1)) return undefined;
  return {
    type: "select",
    options: [...distinct].sort((one, other) => Number(one > other) - Number(one < other)),
    open: true,
    reason: `${distinct.length === 1 ? "one value" : `${distinct.length} different values`} ${sayFilled(column)}; others may come, so it stays open`,
    confidence: namesChoice(column) || values.length >= 5 * distinct.length ? "likely" : "guess",
    alternatives: ["richText"],
  };
};

const readText: Reader = (column) => {
  const values = filled(column);
  if (!values.every((value) => ["string", "number", "boolean"].includes(typeof value))) return undefined;
  const isLong = values.some((value) => String(value).length > 200 || /\n/.test(String(value)));
  const isMixed = new Set(values.map((value) => typeof value)).size > 1;
  const what = isMixed ? "values of several kinds" : isLong ? "long texts" : "texts";
  return {
    type: "richText",
    reason: `${what}, ${sayFilled(column)}`,
    confidence: isMixed ? "guess" : "likely",
    alternatives: [],
  };
};

const nameLike = [
  "name",
  "title",
  "label",
  "displayName",
  "display_name",
  "value",
  "email",
  "login",
  "text",
  "slug",
  "key",
];

const readList: Reader = (column) => {
  const items = filled(column).flatMap((value) =>
    Array.isArray(value) ? (value as unknown[]) : [undefined],
  );
  if (items.length === 0 || items.length > 100_000) return undefined;
  const isChoices = (values: readonly unknown[]) => values.every((value) => isOption(value) && value !== "");
  if (isChoices(items))
    return {
      from: `${column.path}[]`,
      type: "multiSelect",
      open: true,
      reason: `lists of short texts, ${sayFilled(column)}`,
      confidence: probable(column),
      alternatives: ["richText"],
    };
  if (!items.every(isObject)) return undefined;
  const name = nameLike.find((each) =>
    isChoices(items.map((item) => (Object.hasOwn(item, each) ? item[each] : undefined))),
  );
  const path = name === undefined ? undefined : pathOf(column.names);
  if (path === undefined) return undefined;
  return {
    from: `${path}[].${name}`,
    type: "multiSelect",
    open: true,
    reason: `lists of things that each have a ${name}, ${sayFilled(column)}`,
    confidence: "guess",
    alternatives: [],
  };
};

const readers: readonly Reader[] = [
  readTime,
  readBoolean,
  readMoney,
  readNumber,
  readForm,
  readChoice,
  readText,
  readList,
];
