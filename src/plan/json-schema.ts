import { z } from "zod";
import { authSchema, factsShape } from "../source/schema.ts";
import { planSchema } from "./schema.ts";

type Json = { [name: string]: unknown };

const source = planSchema.shape.source;

/** A plan as editors see it: the facts of its source by name, any of which may be left to the catalogue. */
const publishedSchema = planSchema.extend({
  source: z.strictObject({
    from: source.shape.from,
    params: source.shape.params,
    auth: authSchema.optional(),
    ...z.object(factsShape).partial().shape,
  }),
});

/** The JSON Schema (draft 2020-12) of plan files. It knows names, kinds and forms; `plan check` knows what they mean together. */
export function planSchemaJson(): Json {
  const json = z.toJSONSchema(publishedSchema, {
    io: "input",
    target: "draft-2020-12",
    unrepresentable: "any",
  }) as Json;
  const properties = json["properties"] as Record<string, Json>;
  const facts = withoutRequired(properties["source"]) as Json;
  const wanted = Object.keys(factsShape).filter(
    (name) => !["where", "throttle", "partition", "lookups", "children"].includes(name),
  );
  return {
    ...json,
    title: "create-sync plan",
    properties: {
      ...properties,
      source: { ...facts, anyOf: [{ required: ["from"] }, { required: [...wanted, "auth"] }] },
    },
  };
}

// An override names only what differs, so nothing inside of a source is required, and a mapping may fit several kinds.
function withoutRequired(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutRequired);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).flatMap(([name, each]) => {
    if (name === "required" && Array.isArray(each)) return [];
    return [[name === "oneOf" ? "anyOf" : name, withoutRequired(each)] as const];
  });
  return Object.fromEntries(entries);
}
