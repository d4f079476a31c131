#!/usr/bin/env node
// A stand-in for the ntn of ntn.dev with somebody logged in, which cannot be had here. Its commands and options are
// those of Notion's command reference (developers.notion.com/cli/reference/commands, read 2026-07: `--plain` is
// tab-separated without headers, `sync status` goes on for ever without `--no-watch`, `env list` shows names only), its
// status labels those of the workers template's instructions, and that the id of a run comes first and the key of its
// sync stands in the line those of Notion's skill sync-debug (`runs list --plain | grep <syncKey> | cut -f1`). The
// other columns are not documented; a test that needs them otherwise says so in FAKE_NTN.
import { appendFileSync, fstatSync } from "node:fs";

const args = process.argv.slice(2);
const fake = JSON.parse(process.env.FAKE_NTN ?? "{}");
// Whether anybody could read what it prints.
const isUnread = fstatSync(1).isCharacterDevice();
if (fake.calls) appendFileSync(fake.calls, `${JSON.stringify([...args, ...(isUnread ? [">", "nowhere"] : [])])}\n`);

const list = ["--plain", "--json"];
const tree = {
  login: [],
  doctor: [],
  workers: {
    list,
    exec: ["--local"],
    deploy: [],
    capabilities: { list },
    env: { list, push: ["--yes"], set: [], pull: ["--no-file"] },
    oauth: { token: ["--plain"], start: [], "show-redirect-url": [] },
    runs: { list, logs: ["--worker-id"] },
    sync: { status: [...list, "--no-watch", "--interval"], trigger: ["--preview"], state: { get: [], reset: [] } },
    webhooks: { list },
  },
};

const words = args.filter((one) => !one.startsWith("-"));
let level = tree;
const path = [];
for (const word of words) {
  if (Array.isArray(level) || level[word] === undefined) break;
  level = level[word];
  path.push(word);
}

const fail = (text, code) => {
  process.stderr.write(text);
  process.exit(code);
};

if (args[0] === "--version") process.stdout.write(fake.version ?? "ntn 0.9.1\n");
else if (args.includes("--help")) {
  if (path.length < words.length) fail(`error: unrecognized subcommand '${words[path.length]}'\n`, 2);
  const isLeaf = Array.isArray(level);
  const options = [...(isLeaf ? level : []), "-h, --help"].map((one) => `      ${one}\n          Something\n`);
  const commands = isLeaf ? [] : Object.keys(level).map((name) => `  ${name.padEnd(14)}  Does something`);
  process.stdout.write(
    `Does something\n\nUsage: ntn ${path.join(" ")} [OPTIONS]\n\n` +
      (isLeaf ? "" : `Commands:\n${commands.join("\n")}\n  help          Print this message\n\n`) +
      `Options:\n${options.join("\n")}`,
  );
} else {
  const command = path.join(" ");
  const answer = fake.answers?.[command] ?? {};
  if (command === "workers sync status" && !args.includes("--no-watch")) setInterval(() => {}, 1_000);
  else if (answer.hang) setInterval(() => {}, 1_000);
  else {
    const rest = words.slice(path.length).join(" ");
    process.stdout.write(answer.repeat ? answer.repeat[0].repeat(answer.repeat[1]) : (answer.out ?? answer[rest] ?? ""));
    if (answer.err || answer.exit) fail(answer.err ?? "", answer.exit ?? 0);
  }
}
