import { RateLimitError } from "@notionhq/workers";

const fields = "id title stage budget url deadline tags { label } lead { name } editedAt";

const allProjects = `
  query Projects($first: Int!, $after: String) {
    projects(first: $first, after: $after, orderBy: CREATED) {
      nodes { ${fields} }
      pageInfo { hasNextPage endCursor }
    }
  }`;

const editedProjects = `
  query EditedProjects($first: Int!, $after: String, $editedSince: DateTime!) {
    projects(first: $first, after: $after, editedSince: $editedSince, orderBy: EDITED) {
      nodes { ${fields} }
      pageInfo { hasNextPage endCursor }
    }
  }`;

export type Project = {
  id?: unknown;
  title?: unknown;
  stage?: unknown;
  budget?: unknown;
  url?: unknown;
  deadline?: unknown;
  tags?: ({ label?: unknown } | null)[] | null;
  lead?: { name?: unknown } | null;
  editedAt?: unknown;
};

type Connection = { nodes?: unknown; pageInfo?: { hasNextPage?: unknown; endCursor?: unknown } | null };
type Answer = { data?: { projects?: Connection | null } | null; errors?: { message?: unknown }[] };

/** `after`: undefined behind the last page. `askedAt`: by the server's clock. */
export type ProjectPage = { projects: Project[]; after: string | undefined; askedAt: Date };

/** The cursor of a later page is no longer good. */
export class StaleCursor extends Error {}

export const projectsPage = (after: string | undefined) => ask(allProjects, { after: after ?? null });

export const editedPage = (editedSince: Date, after: string | undefined) =>
  ask(editedProjects, { after: after ?? null, editedSince: editedSince.toISOString() });

async function ask(
  query: string,
  variables: { after: string | null; editedSince?: string },
): Promise<ProjectPage> {
  const key = process.env["STUDIO_KEY"];
  if (!key) throw new Error("STUDIO_KEY is not set for this worker");
  const response = await fetch("https://studioboard.example/graphql", {
    method: "POST",
    headers: { Accept: "application/json", "Content-Type": "application/json", Authorization: key },
    body: JSON.stringify({ query, variables: { first: 20, ...variables } }),
    signal: AbortSignal.timeout(60_000),
  });
  const askedAt = new Date(Date.parse(response.headers.get("date") ?? "") || Date.now());
  if (response.status === 429) {
    const given = response.headers.get("retry-after") ?? "";
    const seconds = Number.isNaN(parseFloat(given))
      ? (Date.parse(given) - askedAt.getTime()) / 1000
      : parseFloat(given);
    throw new RateLimitError({ retryAfter: Number.isFinite(seconds) ? clamp(Math.ceil(seconds)) : 60 });
  }
  if (variables.after !== null && [400, 404, 410, 422].includes(response.status)) throw new StaleCursor();
  if (!response.ok) throw new Error(`Studio Board answered HTTP ${response.status}`);

  const answer = (await response.json()) as Answer | null;
  // With errors the data may be there in part, and a part would be taken for the whole. The texts may quote records.
  if (answer?.errors?.length)
    throw new Error(`Studio Board answered with ${answer.errors.length} GraphQL errors`);
  const connection = answer?.data?.projects;
  if (!Array.isArray(connection?.nodes)) throw new Error("Studio Board answered without projects");
  const { hasNextPage, endCursor } = connection.pageInfo ?? {};
  if (
    typeof hasNextPage !== "boolean" &&
    typeof hasNextPage !== "string" &&
    !endCursor &&
    connection.nodes.length > 0
  )
    throw new Error("Studio Board does not say whether there is another page");
  const isLast = String(hasNextPage) === "false" || typeof endCursor !== "string" || endCursor === "";
  const isIdle = connection.nodes.length === 0 && endCursor === variables.after;
  return {
    projects: connection.nodes.filter((node): node is Project => node !== null && typeof node === "object"),
    after: isLast || isIdle ? undefined : endCursor,
    askedAt,
  };
}

const clamp = (seconds: number): number => Math.max(1, Math.min(seconds, 3600));
