import { Problem } from "../problems/problem.ts";
import { findJsonFault } from "../problems/json-fault.ts";

const mostPages = 1000;

/** The number of pages asked for; 1 if none was. Throws a Problem for anything but a whole number from 1 to 1000. */
export function readPages(text: string | undefined): number {
  if (text === undefined) return 1;
  const pages = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (pages < 1 || pages > mostPages)
    throw new Problem("run/bad-pages", { value: text.slice(0, 50), most: mostPages });
  return pages;
}

/** The state given as JSON; undefined if none was. Throws a Problem with the position of the fault. */
export function readState(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  const fault = findJsonFault(text);
  if (fault === undefined) return JSON.parse(text);
  const rest = text.slice(fault.position, fault.position + 20);
  const where = rest === "" ? "at the end" : `at position ${fault.position + 1}, before ${rest}`;
  throw new Problem(
    "run/bad-state",
    { detail: `expected ${fault.expected} ${where}` },
    { path: "--state", column: fault.position + 1 },
  );
}
