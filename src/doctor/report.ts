import { styleText } from "node:util";
import type { Examination } from "./examine.ts";
import type { Finding, Found } from "./types.ts";

const paint = (format: "red" | "yellow" | "green", text: string): string =>
  styleText(format, text, { validateStream: false });
const marks: Record<Finding["status"], string> = {
  problem: paint("red", "✖"),
  note: paint("yellow", "▲"),
  ok: paint("green", "✔"),
};

/** An examination for a tired person: what is to be mended, what is worth knowing, and what is all right. */
export function describeExamination({ found, isWorker }: Examination): string {
  const of = (status: Finding["status"]): Found[] => found.filter((one) => one.status === status);
  const [problems, notes, fine] = [of("problem"), of("note"), of("ok")];
  const here = isWorker ? [] : ["There is no worker in this folder, so only the machine was looked at."];
  const groups = [
    { title: count(problems.length, "problem"), list: problems },
    { title: count(notes.length, "note"), list: notes },
    { title: "All right", list: fine },
  ];
  const blocks = groups
    .filter(({ list }) => list.length > 0)
    .map(({ title, list }) => [`${title}:`, ...list.map(describe)].join("\n"));
  return [...here, ...blocks, conclude(problems, isWorker)].join("\n\n");
}

/** The commands that mend what was found, in order, each once. Fixes that are edits are left out. */
export function listCommands({ found, isWorker }: Examination): string[] {
  const commands = found
    .filter(({ status }) => status === "problem")
    .flatMap(({ fix = "" }) => (/^(npm (install|dedupe)|npx create-sync)\b[^,;]*$/.test(fix) ? [fix] : []));
  const next = [...new Set(commands)].map((command) => command.replace(/^npx /, ""));
  return next.length === 0 && !isWorker ? ["create-sync"] : next;
}

function describe({ status, says, fix }: Found): string {
  return [
    `  ${marks[status]} ${says}`,
    ...(fix === undefined ? [] : [`    ${paint("green", "→")} ${fix}`]),
  ].join("\n");
}

function conclude(problems: readonly Found[], isWorker: boolean): string {
  if (problems.length > 0) return "Nothing was changed. Mend from the top: one thing may rest on another.";
  return isWorker ? "Nothing to mend." : "Nothing to mend on this machine.";
}

function count(number: number, one: string): string {
  return `${number} ${one}${number === 1 ? "" : "s"}`;
}
