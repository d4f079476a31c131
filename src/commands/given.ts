/** What was typed behind a command; `argument` is empty if there was none. */
export type Given = {
  argument: string;
  /** Every word, also the ones too many: the wizard looks at them itself. */
  words: string[];
  param: string[];
  set: string[];
  options: Partial<Record<ValueOption, string>> & { scenario?: string[]; quick?: boolean; still?: boolean };
};

type ValueOption =
  "rows" | "pages" | "state" | "seed" | "runs" | "source" | "settings" | "port" | "log" | "name";
