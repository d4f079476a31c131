import { expect, test } from "vitest";
import type { ApiRequest, Upstream } from "../../../src/upstream/types.ts";
import { credentialOf } from "../../../src/upstream/auth.ts";
import { setting, sourceOf, type Setting } from "./kit.ts";

// A client of GitHub as somebody else would write it from GitHub's own pages: it shares no code with what we generate,
// knows nothing of the plan, and uses other page sizes, other orders and the API's defaults.

type Issue = {
  id: number;
  title: string;
  updated_at: string;
  created_at: string;
  state: string | null;
  pull_request?: object;
};
type Release = { id: number; tag_name: string };

const source = await sourceOf("github.issues");
const releases = await sourceOf("github.releases");

function githubClient(upstream: Upstream) {
  const send = (url: string): { items: unknown[]; next: string | null } => {
    const request: ApiRequest = {
      method: "GET",
      url,
      headers: {
        accept: "application/vnd.github+json",
        authorization: `Bearer ${credentialOf("GITHUB_TOKEN")}`,
        "user-agent": "another-client/1.0",
      },
      body: "",
    };
    const answer = upstream.answer(request);
    if (answer.kind !== "answer" || answer.status !== 200) throw new Error(JSON.stringify(answer));
    const link = answer.headers["link"] ?? "";
    let next: string | null = null;
    for (const part of link.split(",")) {
      const [target = "", ...attributes] = part.split(";").map((piece) => piece.trim());
      if (attributes.includes('rel="next"')) next = target.slice(1, -1);
    }
    return { items: JSON.parse(answer.body) as unknown[], next };
  };
  return {
    first: send,
    paginate<Item>(path: string): Item[] {
      const items: Item[] = [];
      let url: string | null = `https://api.github.com${path}`;
      while (url !== null) {
        const page = send(url);
        items.push(...(page.items as Item[]));
        url = page.next;
      }
      return items;
    },
  };
}

const onlyIssues = (issues: readonly Issue[]): Issue[] => issues.filter(({ pull_request }) => !pull_request);
const sorted = (ids: readonly number[]): string[] => ids.map(String).sort();
const client = ({ upstream }: Setting) => githubClient(upstream);

test.each([1, 7, 30, 99, 100, 1000])("reads every issue, %i a page", (size) => {
  const api = setting(source, { records: 130 });
  const issues = client(api).paginate<Issue>(`/repos/octo-org/app/issues?state=all&per_page=${size}`);
  expect(sorted(onlyIssues(issues).map(({ id }) => id))).toEqual(api.ids);
  expect(new Set(issues.map(({ id }) => id)).size).toBe(issues.length);
});

test("the default page is 30 long, newest first, and open ones only", () => {
  const api = setting(source, { records: 130 });
  const page = client(api).first("https://api.github.com/repos/octo-org/app/issues").items as Issue[];
  expect(page).toHaveLength(30);
  expect(page.every(({ state }) => state === "open")).toBe(true);
  const created = page.map(({ created_at }) => created_at);
  expect([...created].sort().reverse()).toEqual(created);
  const issues = client(api).paginate<Issue>("/repos/octo-org/app/issues");
  const open = api.world.visible().filter(({ values }) => values["state"] === "open");
  expect(sorted(onlyIssues(issues).map(({ id }) => id))).toEqual(open.map(({ id }) => id));
});

test("polls for changes, in either direction", () => {
  const api = setting(source, { records: 40 });
  const since = new Date(api.now()).toISOString().replace(/\.\d+Z$/, "Z");
  api.pass(5000);
  for (const id of api.ids.slice(5, 12)) api.world.edit(id);
  const base = `/repos/octo-org/app/issues?state=all&since=${since}&per_page=3`;
  for (const order of ["", "&sort=updated", "&sort=updated&direction=asc", "&sort=comments"]) {
    const issues = onlyIssues(client(api).paginate<Issue>(base + order));
    expect(sorted(issues.map(({ id }) => id))).toEqual(api.ids.slice(5, 12));
    expect(issues.every(({ title }) => title.endsWith("revision 1"))).toBe(true);
  }
});

test("pages by number, as the documentation also allows", () => {
  const api = setting(source, { records: 25, noise: 0 });
  const pages = [1, 2, 3, 4].map(
    (page) =>
      client(api).first(
        `https://api.github.com/repos/octo-org/app/issues?state=all&direction=asc&sort=created&per_page=10&page=${page}`,
      ).items as Issue[],
  );
  expect(pages.map(({ length }) => length)).toEqual([10, 10, 5, 0]);
  expect(pages.flat().map(({ id }) => String(id))).toEqual(api.ids);
});

test("reads every release, by its own page numbers", () => {
  const api = setting(releases, { records: 65 });
  const path = "/repos/octo-org/app/releases";
  const all = client(api).paginate<Release>(path);
  expect(sorted(all.map(({ id }) => id))).toEqual(api.ids);
  const byNumber = [1, 2, 3].flatMap(
    (page) => client(api).first(`https://api.github.com${path}?page=${page}`).items as Release[],
  );
  expect(byNumber).toEqual(all);
});

test("reads on while issues come and go", () => {
  const api = setting(source, { records: 60 });
  let requests = 0;
  api.upstream.onRequest(() => {
    requests += 1;
    if (requests > 1) api.world.remove(api.world.alive()[0] ?? "");
    api.pass(1000);
    api.world.create();
  });
  const issues = client(api).paginate<Issue>(
    "/repos/octo-org/app/issues?state=all&sort=created&direction=asc&per_page=10",
  );
  const read = new Set(issues.map(({ id }) => String(id)));
  expect(api.world.alive().filter((id) => api.ids.includes(id) && !read.has(id))).toEqual([]);
});
