import { describe, expect, it } from "vitest";
import { completePlan } from "../../../src/plan/complete.ts";
import { preparePlan } from "../../../src/plan/load.ts";
import { planSchema, type PlanInput } from "../../../src/plan/schema.ts";
import { loadEntry } from "../../../src/source/load.ts";
import { acmePlan } from "../../kit/acme-plan.ts";

const minimal = (over: Record<string, unknown> = {}): PlanInput =>
  planSchema.parse({
    plan: 1,
    name: "bugs",
    source: { from: "github.issues", params: { repository: "octo-org/app" } },
    ...over,
  });

const acme = async (...set: string[]) =>
  (await preparePlan({ text: acmePlan, file: "acme.yaml" }, { set })).complete;

describe("completePlan for a catalogue source", () => {
  it("fills in everything, and says why for each value it chose", async () => {
    const { plan, reasons } = completePlan(minimal(), await loadEntry("github.issues"));
    expect(plan).toMatchObject({
      name: "bugs",
      architecture: "backfill-delta",
      allowEmpty: false,
      schedule: { delta: "5m", backfill: "1d", overlapMs: 600_000, lookbackMs: 86_400_000 },
      database: { key: "bugs", title: "GitHub Issues", primaryKey: "Issue ID", icon: "🐙" },
      pacer: "githubApi",
      source: {
        from: "github.issues",
        baseUrl: "https://api.github.com",
        auth: { kind: "bearer", env: "GITHUB_TOKEN" },
        params: { repository: "octo-org/app" },
      },
    });
    expect(plan.source.list.request.path).toBe("/repos/octo-org/app/issues");
    expect([...reasons.keys()].sort()).toEqual(
      [
        ...[
          "allowEmpty",
          "architecture",
          "database.icon",
          "database.key",
          "database.primaryKey",
          "database.title",
          "fields",
          "pacer",
        ],
        ...[
          "schedule.backfill",
          "schedule.delta",
          "schedule.lookback",
          "schedule.overlap",
          "schedule.replace",
          "source.auth",
        ],
      ].sort(),
    );
    expect([...reasons.values()].every((reason) => /^[A-Z].*\.$/.test(reason))).toBe(true);
  });

  it("keeps what the plan says and gives no reason for it", async () => {
    const given = minimal({
      schedule: { delta: "15m", overlap: "1h" },
      database: { key: "issues", title: "Bugs" },
      pacer: "gh",
    });
    const { plan, reasons } = completePlan(given, await loadEntry("github.issues"));
    expect(plan.schedule).toMatchObject({ delta: "15m", overlapMs: 3_600_000, lookbackMs: 86_400_000 });
    expect(plan.database).toMatchObject({ key: "issues", title: "Bugs" });
    expect(plan.pacer).toBe("gh");
    for (const path of ["schedule.delta", "schedule.overlap", "database.key", "database.title", "pacer"])
      expect(reasons.has(path)).toBe(false);
  });

  it("takes the catalogue's sign-in of the kind that the plan names", async () => {
    const { plan } = completePlan(
      minimal({
        source: { from: "github.issues", params: { repository: "a/b" }, auth: { kind: "oauth-code" } },
      }),
      await loadEntry("github.issues"),
    );
    expect(plan.source.auth).toMatchObject({
      kind: "oauth-code",
      env: { clientId: "GITHUB_CLIENT_ID", clientSecret: "GITHUB_CLIENT_SECRET" },
    });
  });

  it("lays single facts of the sign-in over the catalogue's", async () => {
    const auth = { kind: "bearer", env: "MY_TOKEN" };
    const { plan } = completePlan(
      minimal({ source: { from: "github.issues", params: { repository: "a/b" }, auth } }),
      await loadEntry("github.issues"),
    );
    expect(plan.source.auth).toMatchObject({
      kind: "bearer",
      env: "MY_TOKEN",
      label: "Fine-grained personal access token",
    });
  });

  it("finds the key under the name a person gave it", async () => {
    const fields = [
      { name: "Title", type: "title", from: "title", empty: "-" },
      { name: "Nr", type: "richText", from: "id" },
    ];
    const { plan } = completePlan(minimal({ fields }), await loadEntry("github.issues"));
    expect(plan.database.primaryKey).toBe("Nr");
  });

  it("leaves out what replace does not need to be asked for, and recommends it where nothing reports changes", async () => {
    const { plan, reasons } = completePlan(
      planSchema.parse({
        plan: 1,
        name: "versions",
        source: { from: "github.releases", params: { repository: "a/b" } },
      }),
      await loadEntry("github.releases"),
    );
    expect(plan.architecture).toBe("replace");
    expect(plan.schedule.replace).toBe("1h");
    expect(reasons.get("architecture")).toBe(
      "GitHub cannot be asked which releases changed, so each run reads all of them.",
    );
  });
});

describe("completePlan for an API of one's own", () => {
  it("derives names from the plan and its product", async () => {
    const { plan } = await acme("pacer=", "database=", "source.product=QuickBooks Online");
    expect(plan).toMatchObject({
      pacer: "quickbooksOnlineApi",
      database: { key: "acmeOrders", title: "Acme Orders", primaryKey: "ID" },
    });
  });

  it.each([
    ["日本語", "acmeOrdersApi"],
    ["3Commas", "acmeOrdersApi"],
    ["Café Zürich", "cafeZurichApi"],
  ])("makes a pacer key of the product %s", async (product, key) => {
    expect((await acme("pacer=", `source.product=${product}`)).plan.pacer).toBe(key);
  });

  it("takes ten minutes of overlap, or the lag rounded up if that is longer", async () => {
    expect((await acme("schedule.overlap=")).plan.schedule.overlapMs).toBe(600_000);
    expect((await acme("schedule.overlap=", "source.changes.lag=605s")).plan.schedule.overlapMs).toBe(
      660_000,
    );
  });

  it("lets the lookback follow an overlap of days", async () => {
    expect(
      (await acme("schedule.overlap=", "schedule.lookback=", "source.changes.lag=2d")).plan.schedule
        .lookbackMs,
    ).toBe(172_800_000);
    expect((await acme("schedule.overlap=3d", "schedule.lookback=")).plan.schedule.lookbackMs).toBe(
      259_200_000,
    );
  });

  it("schedules the backfill only if nothing else notices deletions", async () => {
    expect((await acme("schedule.backfill=")).plan.schedule.backfill).toBe("manual");
    expect(
      (await acme("schedule.backfill=", "source.deletes=[{ kind: sweep }]")).plan.schedule.backfill,
    ).toBe("1d");
  });

  it("reads everything hourly where that is cheap, else daily", async () => {
    const none = "source.changes={ kind: none }";
    expect((await acme(none, "source.rate=[{ requests: 10, per: 1s }]")).plan.schedule.replace).toBe("1h");
    expect((await acme(none, "source.rate=[{ requests: 1, per: 10s }]")).plan.schedule.replace).toBe("1d");
  });

  it("gives a title a word for records without one", async () => {
    const { plan, reasons } = await acme("fields.Name.empty=");
    expect(plan.fields[0]).toMatchObject({ name: "Name", empty: "Untitled" });
    expect(reasons.get("fields[0].empty")).toBe("A row needs a title to be opened by.");
  });
});
