import { ts } from "ts-morph";
import { nameOf } from "../code/syntax.ts";
import type { SyncFacts } from "../facts/types.ts";
import { askedFields } from "./kit/asked.ts";
import { isConstant } from "./kit/saved.ts";
import type { Fault, Rule } from "./rule.ts";

/** A state by which no later version of the code can tell that it is not its own. */
export const stateUnversioned: Rule = {
  id: "state-unversioned",
  severity: "info",
  hazards: ["H49"],
  title: "The state does not say which version of the code wrote it",
  check: ({ syncs }) => syncs.flatMap(checkSync),
};

function checkSync(sync: SyncFacts): Fault[] {
  const states = sync.envelopes
    .flatMap(({ nextStateNodes }) => nextStateNodes)
    .filter(ts.isObjectLiteralExpression);
  const [first] = states.filter((state) => state.properties.length > 0);
  if (!first || askedFields(sync).size === 0 || states.some((state) => hasVersion(sync, state))) return [];
  const fields = first.properties.flatMap((property) => (property.name && nameOf(property.name)) ?? []);
  return [
    {
      at: first,
      sync,
      message: `The state (${fields.map((field) => `\`${field}\``).join(", ")}) carries no version. After a change of its shape the new code reads the old one, and what it does not find counts as a first run.`,
      fix: "Add `v: 1`, and begin anew where `state?.v !== 1`.",
    },
  ];
}

/** A constant, also in what is spread in: whoever reads the state can compare it. */
function hasVersion(sync: SyncFacts, state: ts.ObjectLiteralExpression): boolean {
  return state.properties.some((property) => {
    if (ts.isSpreadAssignment(property)) return true;
    const value = ts.isPropertyAssignment(property) ? property.initializer : property.name;
    const origins = value ? sync.flow.origins(value) : [];
    const isSame = new Set(origins.map((each) => each.getText())).size === 1;
    return (
      isSame &&
      origins.every((each) => isConstant(each)) &&
      /^_?(v|ver|version|schema|schema_?version|format|kind)$/i.test(property.name?.getText() ?? "")
    );
  });
}
