import { ts } from "ts-morph";
import { textOf } from "../facts/registered.ts";
import type { SyncFacts } from "../facts/types.ts";
import type { Fault, Rule } from "./rule.ts";

/** A schedule at which the SDK throws while the worker is imported. */
export const scheduleInvalid: Rule = {
  id: "schedule-invalid",
  severity: "error",
  hazards: ["SDK"],
  title: "The SDK refuses the schedule",
  check: ({ syncs }) => syncs.flatMap(checkSync),
};

function checkSync(sync: SyncFacts): Fault[] {
  const { scheduleNode } = sync;
  if (!scheduleNode) return [];
  const wrong = sync.flow.origins(scheduleNode).find((origin) => isRefused(sync, origin));
  if (!wrong) return [];
  return [
    {
      at: scheduleNode,
      sync,
      message:
        "The SDK throws at this schedule while the worker is imported, so none of its syncs runs. It takes whole minutes, hours or days from 1 minute to 7 days.",
      fix: 'Write "30m", "6h" or "1d", or "manual", or "continuous".',
    },
  ];
}

function isRefused(sync: SyncFacts, origin: ts.Node): boolean {
  if (ts.isObjectLiteralExpression(origin) || ts.isNumericLiteral(origin)) return true;
  const text = textOf(sync.flow, origin);
  return text !== undefined && text !== "" && !isSchedule(text);
}

const minutes: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1_440 };

function isSchedule(text: string): boolean {
  if (text === "manual" || text === "continuous") return true;
  const [, count = "", unit = ""] = /^(\d+)([mhd])$/.exec(text) ?? [];
  const total = Number(count) * (minutes[unit] ?? 0);
  return total >= 1 && total <= 7 * 1_440;
}
