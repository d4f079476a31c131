import { describe, expect, it } from "vitest";
import { sources, sourcesShow } from "../../../src/commands/sources.ts";
import type { Context } from "../../../src/commands/types.ts";
import { listEntries } from "../../../src/source/load.ts";
import { saidProblems } from "../../kit/problems.ts";

const context = {} as Context;

describe("sources", () => {
  it("lists the catalogue, one line each", async () => {
    const { text, result } = await sources(context, {});
    expect(text.split("\n").map((line) => line.replace(/ {2,}/, "  "))).toContain(
      "github.issues  The issues of one or more repositories, open and closed, without pull requests.",
    );
    expect(result).toMatchObject({ query: "" });
  });

  it("finds by words and leads to the facts of the best", async () => {
    expect((await sources(context, { query: "bugs" })).next).toEqual([
      "create-sync sources show github.issues",
    ]);
  });

  it("says what to do when nothing fits", async () => {
    expect(await sources(context, { query: "zzzz" })).toEqual({
      result: { query: "zzzz", sources: [] },
      text: 'No source fits "zzzz".',
      next: ["create-sync sources", "create-sync plan template custom"],
    });
  });
});

describe("sources show", () => {
  it("shows needs, sign-in, facts with grade and origin, properties and notes", async () => {
    const { text, next } = await sourcesShow(context, { id: "github.issues" });
    for (const part of [
      "GitHub issues   github.issues",
      "  --param repository=octo-org/app   Repository, owner/name, as in its address",
      "  bearer: Fine-grained personal access token in GITHUB_TOKEN (recommended)",
      "  oauth-code: OAuth app in GITHUB_CLIENT_ID and GITHUB_CLIENT_SECRET",
      "  list      GET https://api.github.com/repos/{repository}/issues?state=all&sort=created&direction=asc",
      "shown up to 1 minute late",
      "            inferred (changes.lag): not documented;",
      "  deletes   sweep: a deleted record is no longer listed",
      "  rate      4,500 requests per 1h",
      "  Issue ID      richText     id   the row's key",
      "  A transferred issue leaves with the next backfill; its new home has another id.",
    ]) {
      expect(text).toContain(part);
    }
    expect(next).toEqual([
      "create-sync plan template github.issues --param repository=octo-org/app",
      "create-sync add github.issues --param repository=octo-org/app",
    ]);
  });

  it("says where an event or a directory names what it is about", async () => {
    const { text: charges } = await sourcesShow(context, { id: "stripe.charges" });
    expect(charges).toContain("about the id in data.object.charge, else data.object.id");
    const { text: deals } = await sourcesShow(context, { id: "hubspot.deals" });
    expect(deals).toContain("in stages of each, id is called label");
  });

  it("shows every fact's check that the catalogue holds", async () => {
    for (const { id } of await listEntries()) {
      const { text, result } = await sourcesShow(context, { id });
      const { checked } = result as { checked: Record<string, { grade: string }> };
      for (const [path, { grade }] of Object.entries(checked)) expect(text).toContain(`${grade} (${path}): `);
    }
  });

  it("refuses an unknown id", async () => {
    expect(await saidProblems(() => sourcesShow(context, { id: "github.isues" }))).toEqual([
      "source/unknown",
    ]);
  });
});
