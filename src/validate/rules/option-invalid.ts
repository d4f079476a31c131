import { ts } from "ts-morph";
import { elementsOf } from "../code/elements.ts";
import type { Flow } from "../code/flow.ts";
import { textOf } from "../facts/registered.ts";
import type { PropertyFact } from "../facts/types.ts";
import type { Fault, Rule } from "./rule.ts";

/** Options that Notion does not take. */
export const optionInvalid: Rule = {
  id: "option-invalid",
  severity: "error",
  hazards: ["SDK", "H48"],
  title: "An option has no usable name",
  check: ({ flow, databases }) =>
    databases.flatMap(({ properties }) =>
      [...(properties?.values() ?? [])].flatMap((property) => checkProperty(flow, property)),
    ),
};

type Option = { at: ts.Node; name: string };

function checkProperty(flow: Flow, { kind, call }: PropertyFact): Fault[] {
  const [given] = call?.arguments ?? [];
  if (!given) return [];
  const lists =
    kind === "status"
      ? flow
          .members(given, "groups")
          .flatMap((groups) => elementsOf(flow, groups))
          .flatMap((group) => flow.members(group, "options"))
      : kind === "select" || kind === "multiSelect"
        ? [given]
        : [];
  const options = lists.flatMap((list) => elementsOf(flow, list)).flatMap((each) => readOption(flow, each));
  return options.flatMap((option, index) => {
    const reason = faultOf(option, options.slice(0, index));
    return reason === undefined ? [] : [say(option, reason)];
  });
}

function readOption(flow: Flow, node: ts.Node): Option[] {
  return flow.members(node, "name").flatMap((at) => {
    const name = textOf(flow, at);
    return name === undefined ? [] : [{ at, name }];
  });
}

function faultOf({ name }: Option, before: readonly Option[]): string | undefined {
  if (name.trim() === "") return "is empty";
  if (name.includes(",")) return "has a comma, which Notion takes for the border between two options";
  return before.some((other) => other.name === name) ? "is there twice" : undefined;
}

function say({ at }: Option, reason: string): Fault {
  return {
    at,
    message: `The name of this option ${reason}. The SDK takes it unread, and Notion refuses the schema when the worker is deployed.`,
    fix: "Give each option a name of its own, without commas; `[]` is fine, options then come with the rows.",
  };
}
