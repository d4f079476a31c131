import { halves, listCases } from "./corpus/case.ts";
import { judge, sayTable, type Judged } from "./corpus/judge.ts";

// npx tsx test/debug/confusion.ts open|closed|fresh [a part of a name …]: what `debug` says of each recorded log, against what it should say.

const [word = "open", ...parts] = process.argv.slice(2);
const half = halves.find((one) => one === word);
if (!half) throw new Error(halves.join(" or "));
const judged: Judged[] = [];
for (const one of await listCases([half])) {
  if (parts.length > 0 && !parts.some((part) => one.name.includes(part))) continue;
  judged.push(await judge(one));
}
process.stdout.write(`${sayTable(judged)}\n`);
