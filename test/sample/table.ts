import { facts, judge, sayWrong, shareRight, type Half } from "./envelopes.ts";

// Prints how many guesses about the saved answers are right: `npx tsx test/sample/table.ts [--wrong open]`. What is
// wrong in the closed half is shown to nobody who still writes rules.

const halves: readonly Half[] = ["open", "closed"];
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`.padStart(9);

const rows = halves.map((half) => {
  const judged = judge(half);
  const certain = judged.flatMap((each) =>
    facts.filter((fact) => !each[fact].isRight && each[fact].confidence === "certain"),
  );
  const cells = facts.map((fact) => percent(shareRight(judged, fact)));
  return `${half.padEnd(8)}${String(judged.length).padStart(4)}  ${cells.join("")}  ${certain.length}`;
});
process.stdout.write(
  `half       n   ${facts.map((fact) => fact.padStart(9)).join("")}  certain and wrong\n${rows.join("\n")}\n`,
);
const wrong = process.argv.indexOf("--wrong");
if (wrong > 0)
  process.stdout.write(
    `${sayWrong(judge(process.argv[wrong + 1] === "closed" ? "closed" : "open")).join("\n")}\n`,
  );
