import { isMap, isSeq, parse, parseDocument, visit } from "yaml";
import { mainText, type Skill, splitSkill } from "./skill.ts";

// What hosts and validators demand of a skill's front matter; where each demand comes from stands beside it.

/** The fields of the Agent Skills specification (agentskills.io); strict hosts refuse every other. */
const specFields = ["name", "description", "license", "compatibility", "metadata", "allowed-tools"];
/** Read by Claude Code only; dropped for strict hosts. */
const claudeFields = ["user-invocable", "disable-model-invocation", "argument-hint"];

type Matter = Record<string, unknown>;

/** What is wrong with the front matter of a skill as we ship it: [] if nothing. */
export function findMatterFaults(skill: Skill, version: string): string[] {
  const { matter } = splitSkill(mainText(skill));
  if (matter === "") return ["SKILL.md has no front matter"];
  const { errors } = parseDocument(matter);
  if (errors.length > 0) return [`the front matter is no YAML: ${errors[0]?.message}`];
  const fields = parse(matter) as Matter;
  const metadata = (fields["metadata"] ?? {}) as Matter;
  const isInvocable = fields["user-invocable"];
  const faults: [boolean, string][] = [
    ...Object.keys(fields).map((name): [boolean, string] => [
      ![...specFields, ...claudeFields].includes(name),
      `unknown field ${name}`,
    ]),
    [typeof isInvocable !== "boolean", "user-invocable is not true or false"],
    [
      ![undefined, true].includes(fields["disable-model-invocation"] as true),
      "disable-model-invocation is not true",
    ],
    [
      isInvocable === true && fields["disable-model-invocation"] !== true,
      "a command the model may start by itself",
    ],
    [/^argument-hint: *[^"\s]/m.test(matter), "argument-hint is not quoted"],
    [/^description: [^"].*:/m.test(matter), "a description with a colon is not quoted"],
    [!/Use when /.test(String(fields["description"])), "the description does not say when to use it"],
    [metadata["version"] !== version, `metadata.version is not ${version}`],
    [metadata["opencode/slash"] !== String(isInvocable), "opencode/slash does not follow user-invocable"],
    ...findToolFaults(fields["allowed-tools"]),
  ];
  return faults.filter(([isFault]) => isFault).map(([, words]) => words);
}

/** A bare Bash would let whoever clones the repository run anything unasked (Claude Code applies it without trust). */
function findToolFaults(tools: unknown): [boolean, string][] {
  if (typeof tools !== "string") return [[true, "allowed-tools is no text"]];
  return toolsOf(tools).map((tool) => [
    !/^(Read|Glob|Grep|Bash\((npx create-sync|npm run check|ntn workers) ?[a-z *-]*\))$/.test(tool),
    `allowed-tools gives away ${tool}`,
  ]);
}

/** `Read Bash(npm run check)` → its two tools. */
export function toolsOf(tools: string): string[] {
  return tools.match(/\w+\([^)]*\)|\S+/g) ?? [];
}

/** The front matter for hosts that know the six fields of the specification only. */
export function projectStrictly(matter: string): string {
  return matter.replaceAll(new RegExp(`^(${claudeFields.join("|")}):.*\\n`, "gm"), "");
}

/** What the reference validators would refuse: other fields, forms their YAML reader lacks, limits. [] if nothing. */
export function findStrictFaults(folder: string, matter: string): string[] {
  const document = parseDocument(matter);
  const faults: string[] = document.errors.map((error) => error.message);
  visit(document, (_, node) => {
    // strictyaml, which the Python validator reads with, has no flow collections, anchors or tags.
    if ((isMap(node) || isSeq(node)) && node.flow === true) faults.push("a list or mapping in brackets");
    if (node !== null && typeof node === "object" && "anchor" in node && node.anchor)
      faults.push("an anchor");
    if (node !== null && typeof node === "object" && "tag" in node && /^!/.test(String(node.tag ?? "")))
      faults.push("a tag");
  });
  const fields = (document.toJS() ?? {}) as Matter;
  const { name, description, compatibility, metadata } = fields;
  for (const field of Object.keys(fields))
    if (!specFields.includes(field)) faults.push(`unexpected field ${field}`);
  if (typeof name !== "string" || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) || name.length > 64)
    faults.push("bad name");
  if (name !== folder) faults.push("the name is not the folder's");
  if (!isText(description, 1024) || /[<>]/.test(description)) faults.push("bad description");
  if (compatibility !== undefined && !isText(compatibility, 500)) faults.push("bad compatibility");
  if (Object.values((metadata ?? {}) as Matter).some((value) => typeof value !== "string"))
    faults.push("metadata is not all text");
  if (typeof (fields["allowed-tools"] ?? "") !== "string") faults.push("allowed-tools is no text");
  return faults;
}

const isText = (value: unknown, limit: number): value is string =>
  typeof value === "string" && value !== "" && value.length <= limit;

/** Codex reads the policy from agents/openai.yaml and nowhere else: it must say what the front matter says. */
export function findAgentFaults(skill: Skill): string[] {
  const text = skill.files.get("agents/openai.yaml");
  if (text === undefined) return ["agents/openai.yaml is missing"];
  const agent = parse(text) as { interface?: Record<string, unknown>; policy?: Record<string, unknown> };
  const fields = parse(splitSkill(mainText(skill)).matter) as Matter;
  const shown = agent.interface ?? {};
  const short = String(shown["short_description"] ?? "");
  const faults: [boolean, string][] = [
    [
      agent.policy?.["allow_implicit_invocation"] !== (fields["disable-model-invocation"] !== true),
      "the policy differs",
    ],
    [!isText(shown["display_name"], 64), "no display_name"],
    [
      short.length < 25 || short.length > 64,
      `short_description has ${short.length} characters, not 25 to 64`,
    ],
    [
      !String(shown["default_prompt"]).startsWith(`Use $${skill.folder} to `),
      "default_prompt does not begin with the skill",
    ],
  ];
  return faults.filter(([isFault]) => isFault).map(([, words]) => words);
}
