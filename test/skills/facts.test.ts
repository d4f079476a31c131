import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { propertyTypes } from "../../src/source/field-schema.ts";
import { changesSchema } from "../../src/source/changes-schema.ts";
import { changesPageSchema, listPageSchema } from "../../src/source/page-schema.ts";
import { authSchema, deleteSchema } from "../../src/source/schema.ts";
import { readTree, repository } from "../kit/temp-project.ts";
import { readSkills } from "./skill.ts";

const pages = new Map(
  (await readSkills()).flatMap(({ folder, files }) =>
    [...files].map(([path, text]) => [`${folder}/${path}`, text]),
  ),
);
const kindsOf = (schema: { options: readonly { shape: { kind: { value: string } } }[] }): string[] =>
  schema.options.map(({ shape }) => shape.kind.value);

/** What a part of a page names in inline code, without doubles. */
function namesIn(path: string, part: RegExp): string[] {
  const [text = ""] = part.exec(pages.get(path) ?? "") ?? [];
  return [...new Set([...text.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name))];
}

describe("what the skills list is what there is", () => {
  test("sync names every kind a plan can say, and no other", () => {
    const kinds = [listPageSchema, changesPageSchema, changesSchema, deleteSchema, authSchema].flatMap(
      kindsOf,
    );
    expect(namesIn("sync/SKILL.md", /A plan can say: .*?\. /).sort()).toEqual([...new Set(kinds)].sort());
  });

  test("auth-guide shows every way to sign in", () => {
    const rows = namesIn("auth-guide/SKILL.md", /## Which kind[^]*?\n## /).join(" ");
    expect([...rows.matchAll(/kind: ([a-z-]+)/g)].map(([, kind]) => kind).sort()).toEqual(
      kindsOf(authSchema).sort(),
    );
  });

  test("sync-guide explains every type of property", () => {
    const rows = (pages.get("sync-guide/properties.md") ?? "")
      .split("\n")
      .slice(0, 25)
      .filter((row) => row.startsWith("| `"));
    const types = rows.flatMap((row) =>
      [...(row.split(" | ")[0] ?? "").matchAll(/`(\w+)`/g)].map(([, type]) => type ?? ""),
    );
    expect(types.sort()).toEqual([...propertyTypes].sort());
  });

  test("sync-guide explains every helper that generated code calls", async () => {
    const helpers = await readTree(join(repository, "templates", "helpers"));
    const code = [...(await readTree(join(repository, "templates")))]
      .filter(([path]) => path.endsWith(".hbs"))
      .map(([, text]) => text)
      .join("\n");
    const exported = [...helpers.values()].flatMap((text) =>
      [...text.matchAll(/^export (?:async )?(?:function|const) (\w+)/gm)].map(([, name = ""]) => name),
    );
    const called = exported.filter((name) => code.includes(`"${name}"`));
    const explained = namesIn("sync-guide/generated-code.md", /## Helpers[^]*?\n## /);
    expect(called.length).toBeGreaterThan(15);
    expect(called.filter((name) => !explained.includes(name))).toEqual([]);
    expect(
      explained.filter(
        (name) =>
          !exported.includes(name) &&
          !["RateLimitError", "HttpError", "upstreamUpdatedAt", "[]"].includes(name),
      ),
    ).toEqual([]);
  });
});
