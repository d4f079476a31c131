import { describe, expect, it } from "vitest";
import { nextSteps } from "../../../src/add/next-steps.ts";
import type { Project } from "../../../src/project/types.ts";
import { planOf } from "../../kit/plans.ts";

const project: Project = {
  root: "/w",
  packageName: "team-worker",
  hasTsx: true,
  items: [],
  env: { names: [], exampleNames: [], ignored: true },
  plans: [],
  skills: [],
};
const commands = (steps: { command?: string }[]) => steps.flatMap(({ command }) => command ?? []);

describe("nextSteps", () => {
  it("start the delta before the backfill is triggered", async () => {
    const steps = commands(nextSteps(await planOf("github.issues"), project, { installed: true }));
    expect(steps).toEqual([
      "npx tsx --test test/githubIssues.test.ts",
      "npx create-sync run githubIssuesBackfill",
      "ntn workers deploy",
      "ntn workers env push",
      "ntn workers sync trigger githubIssuesDelta",
      "ntn workers sync trigger githubIssuesBackfill",
      "ntn workers sync status",
      "npx create-sync skills install",
    ]);
  });

  it("offer relations to rows that are in the worker", async () => {
    const contacts = await planOf("salesforce.contact");
    const relations = { "Account ID": "salesforce.account", "Reports To ID": "salesforce.contact" };
    const offered = (items: Project["items"]) =>
      commands(nextSteps(contacts, { ...project, items }, { installed: true, relations })).filter((command) =>
        command.includes("relation"),
      );
    const self =
      "--set 'fields.Reports To ID.type=relation' --set 'fields.Reports To ID.to=salesforceContact' --force";
    expect(offered([])).toEqual([`npx create-sync add syncs/salesforceContact.plan.yaml ${self}`]);
    const account = { kind: "database" as const, key: "salesforceAccount", file: "src/index.ts", line: 1 };
    expect(offered([account])).toEqual([
      `npx create-sync add syncs/salesforceContact.plan.yaml --set 'fields.Account ID.type=relation' --set 'fields.Account ID.to=salesforceAccount' ${self}`,
    ]);
    expect(commands(nextSteps(contacts, project, { installed: true })).join()).not.toContain("relation");
  });

  it("name the skills only where none of ours is installed", async () => {
    const named = async (...skills: string[]) => {
      const installed = skills.map((name) => ({ name, stale: false }));
      const steps = nextSteps(
        await planOf("github.issues"),
        { ...project, skills: installed },
        { installed: true },
      );
      return commands(steps).includes("npx create-sync skills install");
    };
    expect(await named("release-notes")).toBe(true);
    expect(await named("release-notes", "sync-guide")).toBe(false);
  });

  it("push an OAuth app's secrets before the first deploy, which needs them, and sign in after it", async () => {
    const steps = commands(
      nextSteps(await planOf("github.issues", ["source.auth={ kind: oauth-code }"]), project, {
        installed: true,
      }),
    );
    expect(steps.slice(1, 6)).toEqual([
      "ntn workers create --name team-worker",
      "ntn workers env push",
      "ntn workers deploy",
      "ntn workers oauth show-redirect-url",
      "ntn workers oauth start githubAuth",
    ]);
  });

  it("begin with the folder and the packages of a new worker", async () => {
    const steps = commands(
      nextSteps(await planOf("github.releases"), project, { installed: false, folder: "my worker" }),
    );
    expect(steps.slice(0, 3)).toEqual([
      "cd 'my worker'",
      "npm install",
      "npx tsx --test test/githubReleases.test.ts",
    ]);
    expect(steps).toContain("ntn workers sync trigger githubReleasesSync");
  });

  it("name the settings that are still to be filled in, and where they come from", async () => {
    const [, fill] = nextSteps(await planOf("github.issues"), project, { installed: true });
    expect(fill?.why).toBe(
      "Fill in GITHUB_TOKEN in .env. You get it at https://github.com/settings/personal-access-tokens/new (repository permission Issues: read)",
    );
    const filled = { ...project, env: { ...project.env, names: ["GITHUB_TOKEN"] } };
    expect(
      nextSteps(await planOf("github.issues"), filled, { installed: true }).some(({ why }) =>
        why.startsWith("Fill in"),
      ),
    ).toBe(false);
  });
});
