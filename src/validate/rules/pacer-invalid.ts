import { ts } from "ts-morph";
import type { Flow } from "../code/flow.ts";
import type { Registered } from "../facts/types.ts";
import { numberOf } from "./kit/numbers.ts";
import type { Fault, Rule } from "./rule.ts";

/** Numbers with which a pacer never waits. */
export const pacerInvalid: Rule = {
  id: "pacer-invalid",
  severity: "error",
  hazards: ["SDK", "H38"],
  title: "A pacer does not pace",
  check: ({ flow, pacers }) => pacers.flatMap((pacer) => checkPacer(flow, pacer)),
};

// What a timer of Node can wait; beyond it, it does not wait at all.
const longestWait = 2 ** 31 - 1;

function checkPacer(flow: Flow, { config }: Registered): Fault[] {
  if (!config) return [];
  const read = (name: string): { node: ts.Node; value: number | undefined } | undefined => {
    const [node] = flow.members(config, name);
    return node && { node, value: numberOf(flow, node) };
  };
  const [allowed, interval] = [read("allowedRequests"), read("intervalMs")];
  const broken = [allowed, interval].find((one) => one?.value !== undefined && !isPositive(one.value));
  if (broken) return [fault(broken.node)];
  if (allowed?.value === undefined || interval?.value === undefined) return [];
  return Math.ceil(interval.value / allowed.value) > longestWait ? [fault(interval.node)] : [];
}

function isPositive(value: number): boolean {
  return Number.isFinite(value) && value > 0;
}

function fault(at: ts.Node): Fault {
  return {
    at,
    message:
      "With this number the SDK's pacer never waits, and says nothing. Requests go out as fast as they can until the API answers 429.",
    fix: "Both are whole numbers of 1 or more, and `intervalMs / allowedRequests` stays under 24 days: `{ allowedRequests: 5, intervalMs: 1_000 }`.",
  };
}
