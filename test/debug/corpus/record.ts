import { rm, writeFile } from "node:fs/promises";
import { halves, listCases, logFile } from "./case.ts";
import { play } from "./play.ts";

// node --import tsx test/debug/corpus/record.ts [open|closed|fresh] [a part of the name …]: really runs the broken workers and writes their logs.

const words = process.argv.slice(2);
const named = halves.filter((half) => words.includes(half));
const parts = words.filter((word) => !halves.some((half) => half === word));

for (const one of await listCases(named.length > 0 ? named : halves)) {
  if (parts.length > 0 && !parts.some((part) => one.name.includes(part))) continue;
  await rm(logFile(one), { force: true });
  const { log, ended } = await play(one.given);
  await writeFile(logFile(one), log);
  const { platform, refused } = one.given;
  const told = refused || platform === "disabled" ? "succeeded" : platform;
  const verdict = told === ended ? "" : `  BUT ${ended}, not ${told}`;
  process.stdout.write(`${one.half} ${one.name}: ${log.length} characters${verdict}\n`);
}
