import { ts } from "ts-morph";
import type { Flow } from "../code/flow.ts";
import type { Registered } from "../facts/types.ts";
import type { Fault, Rule } from "./rule.ts";

/** A key that the SDK refuses, or that only the SDK takes. */
export const keyInvalid: Rule = {
  id: "key-invalid",
  severity: "error",
  hazards: ["SDK"],
  title: "A key is refused or will be",
  check: ({ flow, registered }) => registered.flatMap((one) => checkKey(flow, one)),
};

// What a shell, a path or a log line takes for something else.
const troublesome = /[\s\p{C}"'`\\/$&|;<>(){}*?!#]/u;

function checkKey(flow: Flow, one: Registered): Fault[] {
  const isNumber = flow.origins(one.keyNode).some((origin) => ts.isNumericLiteral(origin));
  if (isNumber || one.key === "") return [refused(one, "a key is a text that is not empty")];
  if (one.key === undefined) return [];
  if (one.kind === "credential") {
    const reason = credentialFault(one.key);
    return reason === undefined ? [] : [refused(one, reason)];
  }
  if (one.key.length < 64 && !troublesome.test(one.key) && !(one.key in {})) return [];
  return [
    {
      at: one.keyNode,
      severity: "warn",
      message:
        "The SDK takes this key unread, but the same text is typed into commands (`ntn workers sync trigger <key>`) and stands in names behind it, where spaces, signs and endless texts break.",
      fix: "Begin with a letter, go on with letters and digits, at most 63 of them: `tasksDelta`.",
    },
  ];
}

function refused({ keyNode }: Registered, reason: string): Fault {
  return {
    at: keyNode,
    message: `The SDK throws at this key while the worker is imported, so none of its syncs runs: ${reason}.`,
    fix: "Choose another key.",
  };
}

const ownNames = new Set(["NOTION_API_TOKEN", "NOTION_API_BASE_URL"]);

function credentialFault(key: string): string | undefined {
  if (!/^[A-Za-z]\w{0,63}$/.test(key))
    return "a credential's key begins with a letter and has only letters, digits and _, at most 64";
  return /^notion_/i.test(key) && !ownNames.has(key) ? "names with NOTION_ are Notion's own" : undefined;
}
