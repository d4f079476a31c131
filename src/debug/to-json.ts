import type { Findings } from "./report.ts";

/** The same as data, of a stable shape; null where nothing is known. Texts of the log are masked and cut by then. */
export function toDiagnosisJson({ evidence, diagnosis, rows }: Findings): unknown {
  const { log, key, symptom } = evidence;
  return {
    sync: key ?? null,
    symptom: symptom ?? null,
    log: log ? { lines: log.lines, bytes: log.bytes, masked: log.masked, runs: log.runs.length } : null,
    error: diagnosis.error ?? null,
    causes: diagnosis.suspicions,
    tellApart: diagnosis.tellApart ?? null,
    rows: rows ? { played: rows.played, because: rows.because ?? null } : null,
    unseen: diagnosis.unseen,
  };
}
