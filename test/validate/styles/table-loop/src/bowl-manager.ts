import { RateLimitError } from "@notionhq/workers";

export type Item = Readonly<Record<string, unknown>>;

/** A page of one of Bowl Manager's lists, behind an id. */
export async function readPage(
  path: string,
  fromId: string | undefined,
): Promise<{ items: Item[]; isLast: boolean }> {
  const token = process.env["BOWL_TOKEN"];
  if (token === undefined || token === "") throw new Error("BOWL_TOKEN is missing");
  const query = new URLSearchParams({ max: "20" });
  if (fromId !== undefined) query.set("from_id", fromId);
  const response = await fetch(`https://bowlmanager.example/api${path}?${query.toString()}`, {
    headers: { Accept: "application/json", Authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(60_000),
  });
  if (response.status === 429)
    throw new RateLimitError({ retryAfter: secondsOf(response.headers.get("retry-after")) });
  if (!response.ok) throw new Error(`Bowl Manager ${path}: HTTP ${response.status}`);
  const body = (await response.json()) as { items?: unknown; more?: unknown } | null;
  if (!Array.isArray(body?.items)) throw new Error(`Bowl Manager ${path}: no items in the answer`);
  const items = (body.items as unknown[]).filter(
    (item): item is Item => typeof item === "object" && item !== null,
  );
  return { items, isLast: items.length === 0 || body.more === false || body.more === "false" };
}

function secondsOf(retryAfter: string | null): number {
  if (retryAfter === null) return 60;
  const seconds = /^\d+$/.test(retryAfter)
    ? Number(retryAfter)
    : (new Date(retryAfter).getTime() - Date.now()) / 1000;
  return Number.isNaN(seconds) ? 60 : Math.max(1, Math.min(3600, Math.ceil(seconds)));
}
