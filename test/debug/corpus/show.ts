import type { Shown } from "./case.ts";

const firstId = "run_8f2c41d09ab7";

/** What the platform shows of what runs printed: each with its lines, in order, cut and prefixed as the case says. */
export function showRuns(printed: readonly string[], shown: Shown = {}): string {
  const lines = printed.map((text, run) =>
    text
      .replace(/\n$/, "")
      .split("\n")
      .map((line) => ({ run, line })),
  );
  const ordered = shown.interleaved ? takeTurns(lines) : lines.flat();
  const texts = ordered.map(({ run, line }, at) => {
    const whole = addPrefix(line, { at, run, shown });
    return shown.cut !== undefined && whole.length > shown.cut ? whole.slice(0, shown.cut) : whole;
  });
  if (printed.join("") === "") return "";
  const all =
    shown.prefix === "json-array"
      ? `[\n${texts.join(",\n")}\n]\n`
      : texts.map((text) => `${text}${shown.crlf ? "\r" : ""}\n`).join("");
  return shown.head === undefined ? all : all.slice(0, shown.head);
}

type Where = { at: number; run: number; shown: Shown };

function addPrefix(line: string, { at, run, shown }: Where): string {
  const time = new Date(Date.parse("2026-03-02T08:00:00.120Z") + at * 37).toISOString();
  const id = run === 0 ? firstId : `${firstId.slice(0, -1)}${run}`;
  const stream = /^\s*at |Error|^\s+\w+: /.test(line) ? "stderr" : "stdout";
  switch (shown.prefix) {
    case "timestamp":
      return `${time} ${line}`;
    case "run-id":
      return `[${id}] ${line}`;
    case "stream":
      return `${time} ${stream} ${line}`;
    case "json-lines":
    case "json-array":
      return JSON.stringify({ timestamp: time, runId: id, level: "info", message: line });
    default:
      return line;
  }
}

function takeTurns<Line>(runs: readonly (readonly Line[])[]): Line[] {
  const longest = Math.max(...runs.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) =>
    runs.flatMap((run) => (run[at] === undefined ? [] : [run[at]])),
  ).flat();
}
