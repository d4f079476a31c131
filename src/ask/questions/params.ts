import type { SourceEntry, SourceParam } from "../../source/entry.ts";
import type { EarlyQuestion } from "../question.ts";
import { settingOf } from "../setting.ts";

// A value can pass its own test and still make an address nobody should call.
const addresses = ["source.baseUrl", "source.list.request", "source.changes.request"];

/** One question for each thing the source needs to know. */
export function paramQuestions(entry: SourceEntry): EarlyQuestion[] {
  return Object.entries(entry.params).map(([name, param]) => paramQuestion(name, param));
}

function paramQuestion(name: string, { label, hint, example, default: usual }: SourceParam): EarlyQuestion {
  const path = ["source", "params", name];
  const field = path.join(".");
  return {
    stage: "early",
    field,
    title: label,
    sets: [field],
    owns: [field, ...addresses],
    say: (plan) => plan.source.params[name],
    ask: async (asker, { check, current }) => {
      const canStay = current !== undefined && (await check([settingOf(path, current)])) === undefined;
      const proposal = canStay ? current : usual;
      const inWords = hint ?? `such as ${example}`;
      const value = await asker.input({
        message: `${label} – ${inWords}:`,
        ...(proposal !== undefined && { proposal }),
        check: async (text) =>
          text === ""
            ? `Expected ${label.toLowerCase()}, such as ${example}.`
            : check([settingOf(path, text)]),
      });
      return [{ ...settingOf(path, value), isProposal: value === usual }];
    },
  };
}
