import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { packAndInstall, packageLimits } from "./package.ts";

// Checks the package as a user gets it and prints one line for each check; the last line is "N passed, N failed".

const installed = packAndInstall([]);
const { version } = JSON.parse(readFileSync(join(installed.root, "package.json"), "utf8")) as {
  version: string;
};
const empty = join(dirname(installed.tarball), "empty ö");
mkdirSync(empty);
const count = { passed: 0, failed: 0 };

function check(what: string, isRight: boolean, detail = ""): void {
  count[isRight ? "passed" : "failed"] += 1;
  process.stdout.write(
    `${isRight ? "ok    " : "FAILED"} ${what}${isRight || !detail ? "" : `: ${detail}`}\n`,
  );
}

/** Runs the installed program as `npx` would and gives what it printed, or how it failed. */
function run(args: readonly string[], input = ""): { out: string; failure: string } {
  const bin = join(installed.root, "../.bin/create-sync");
  const { status, signal, stdout, stderr } = spawnSync(bin, args, {
    cwd: empty,
    input,
    encoding: "utf8",
    timeout: 300_000,
  });
  return { out: stdout, failure: status === 0 ? "" : `exit ${status ?? signal}\n${stdout}${stderr}` };
}

function atMost(what: keyof typeof packageLimits): void {
  const [found, limit] = [installed[what], packageLimits[what]];
  check(`${what}: ${found}, at most ${limit}`, found <= limit);
}

atMost("tarballBytes");
atMost("packages");
atMost("installedBytes");
check("no links in the package", installed.links.length === 0, installed.links.join(", "));
for (const part of [
  "LICENSE",
  "README.md",
  "CHANGELOG.md",
  "dist/src/bin.js",
  "dist/src/index.js",
  "dist/src/index.d.ts",
]) {
  check(`${part} is in the package`, installed.files.includes(part));
}
for (const plugin of [".claude-plugin/plugin.json", ".codex-plugin/plugin.json"]) {
  check(`${plugin} is in the package`, installed.files.includes(plugin));
}
const skillTexts = (folder: string): string =>
  installed.files
    .filter((path) => path.startsWith(join(folder, "/")))
    .map((path) => `${path.slice(folder.length)}\n${readFileSync(join(installed.root, path), "utf8")}`)
    .join("\n");
check(
  "the copies of the skills are the skills to the letter",
  skillTexts(".agents/skills") !== "" && skillTexts("dist/skills") === skillTexts(".agents/skills"),
);
for (const skill of ["sync", "sync-guide", "sync-debug", "sync-validate", "auth-guide"]) {
  check(
    `the skill ${skill} is in the package`,
    installed.files.includes(join(".agents/skills", skill, "SKILL.md")),
  );
}
check(
  "no tests in the package",
  !installed.files.some((path) => path.includes(".test.") && !path.endsWith(".hbs")),
);

const said = run(["--version"]);
check("--version", said.out === `${version}\n`, said.failure || said.out);
const help = run(["--help"]);
check("--help", help.out.includes("Examples:"), help.failure);
const sources = run(["sources"]);
check("sources", sources.out.includes("demo.books"), sources.failure);
const plan = run(["plan", "template", "demo.books"]);
check("plan template", plan.out.includes("plan: 1"), plan.failure);
const checked = run(["plan", "check", "-"], plan.out);
check("plan check of that template", checked.failure === "", checked.failure);
const added = run(["add", "demo.books", "--yes", "--dry-run", "--json"]);
check("add --dry-run", added.out.startsWith('{"ok":true'), added.failure);
check("nothing of that wrote a file", readdirSync(empty).length === 0, readdirSync(empty).join(", "));
const skills = run(["skills", "install", "--json"]);
const seen = [
  ".agents/skills/sync/SKILL.md",
  ".claude/skills/sync/SKILL.md",
  ".claude/skills/auth-guide/SKILL.md",
];
check(
  "skills install",
  seen.every((path) => existsSync(join(empty, path))),
  skills.failure || skills.out,
);
const again = run(["skills", "install", "--json"]);
check("skills install, a second time", again.out.includes('"nothingToDo":true'), again.failure || again.out);
const gone = run(["skills", "uninstall"]);
check("skills uninstall", gone.failure === "" && readdirSync(empty).length === 0, gone.failure);
const story = run(["demo"]);
check("demo", story.failure === "", story.failure);

rmSync(dirname(installed.tarball), { recursive: true, force: true });
process.stdout.write(`${count.passed} passed, ${count.failed} failed\n`);
process.exitCode = count.failed === 0 ? 0 : 1;
