import { spawnSync } from "node:child_process";
import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { repository } from "../kit/temp-project.ts";
import { inTurns, measure, median, medianRatio } from "./measure.ts";

/** `ratio`: processor time of reading a log beside `wc -l` and JSON.parse of the same file; `peakMiB` of the reader. */
export type LogFigures = { ratio: number; secondsPer10MB: number; peakMiB: number };

const bytes = 50_000_000;
const reader = pathToFileURL(join(repository, "dist/src/debug/logs/read-log.js")).href;

const read = `
  import { createReadStream } from "node:fs";
  import { readLog } from ${JSON.stringify(reader)};
  const { bytes, runCount } = await readLog(createReadStream(process.argv[1]));
  if (bytes < ${bytes} || runCount < 100) throw new Error(bytes + " bytes, " + runCount + " runs");
`;
const parse = `
  import { createReadStream } from "node:fs";
  import { createInterface } from "node:readline";
  for await (const line of createInterface({ input: createReadStream(process.argv[1]) })) {
    const from = line.indexOf("{");
    if (from !== -1) JSON.parse(line.slice(from, line.lastIndexOf("}") + 1));
  }
`;

/** Measures on a log of 50 MB: three quarters pages, the rest lines that a worker prints, with secrets and failures among them. */
export function measureLog(folder: string): LogFigures {
  const file = join(folder, "large.log");
  writeLog(file);
  const script = (code: string): string[] => ["--input-type=module", "-e", code, file];
  const began = performance.now();
  if (spawnSync("wc", ["-l", file]).status !== 0) throw new Error("wc did not count the lines");
  const wcMs = performance.now() - began;
  const { reading, parsing } = inTurns(3, {
    reading: () => measure({ args: script(read) }),
    parsing: () => {
      const usage = measure({ args: script(parse) });
      return { ...usage, cpuMs: usage.cpuMs + wcMs };
    },
  });
  return {
    ratio: medianRatio(reading, parsing),
    secondsPer10MB: median(reading.map(({ cpuMs }) => cpuMs)) / 1000 / (bytes / 10_000_000),
    peakMiB: median(reading.map(({ peakMiB }) => peakMiB)),
  };
}

function writeLog(path: string): void {
  const file = openSync(path, "w");
  let written = 0;
  for (let page = 0; written < bytes; page++) written += writeSync(file, linesOf(page));
  closeSync(file);
}

function linesOf(page: number): string {
  const before = (at: number): string =>
    `2026-03-02T08:00:00.${100 + (at % 900)}Z [run_${Math.floor(page / 20)}] `;
  const changes = Array.from({ length: 100 }, (_, at) => ({
    ...{ type: "upsert", key: `r${page}-${at}`, targetDatabaseKey: "tasks" },
    properties: { Name: [[`Record ${at} of page ${page}, “quoted”`]], ID: [[`r${page}-${at}`]] },
  }));
  const value = {
    changes,
    hasMore: page % 20 !== 19,
    nextUserContext: { cursor: `c${page}` },
    nextPacerStates: {},
  };
  const said = Array.from(
    { length: 40 },
    (_, at) =>
      `record r${page}-${at} of https://api.example/v1/tasks?cursor=c${page}&api_key=k${page}abc read in ${at} ms`,
  );
  const output = `<__notion_output__>${JSON.stringify({ _tag: "success", value })}</__notion_output__>`;
  return [...said, "", output].map((line, at) => `${before(at)}${line}\n`).join("");
}
