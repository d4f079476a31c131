import { RateLimitError } from "@notionhq/workers";
import { PalletJack, PalletJackError } from "@palletjack/api";

export type Pallet = {
  id?: unknown;
  label?: unknown;
  bay?: { code?: unknown } | null;
  weight_kg?: unknown;
  hazards?: unknown;
  received_at?: unknown;
  moved_at?: unknown;
  scrapped?: unknown;
};

export type Page = { pallets: Pallet[]; cursor: string | undefined; servedAt: number };

/** Where to read on; undefined for the beginning. */
export type From = { cursor: string | undefined; since?: string };

/** The vendor's cursor has expired. */
export class CursorExpired extends Error {}

/** A client whose every request waits its turn. */
export function connect(beforeRequest: () => Promise<void>) {
  const token = process.env["PALLETJACK_TOKEN"];
  if (!token) throw new Error("PALLETJACK_TOKEN is not set");
  // The vendor's own retries would go past the pacer.
  return new PalletJack({ token, beforeRequest, maxRetries: 0 });
}

/** Pages of all pallets, or of those moved since a time, oldest first. */
export async function* pages(
  client: ReturnType<typeof connect>,
  { cursor, since }: From,
): AsyncGenerator<Page> {
  const query = { limit: 20, cursor };
  const answers =
    since === undefined ? client.pallets.list(query) : client.pallets.moves({ ...query, since });
  try {
    for await (const answer of answers) {
      if (!Array.isArray(answer.data)) throw new Error("PalletJack answered without pallets");
      const pallets = answer.data.filter(
        (one: unknown) => typeof one === "object" && one !== null,
      ) as Pallet[];
      yield {
        pallets,
        cursor: answer.cursor === undefined ? undefined : String(answer.cursor),
        servedAt: answer.servedAt,
      };
    }
  } catch (error) {
    if (!(error instanceof PalletJackError)) throw error;
    const { status, headers } = error as { status: number; headers: Headers };
    if (status === 429) throw new RateLimitError({ retryAfter: patienceOf(headers) });
    if (cursor !== undefined && [400, 404, 410, 422].includes(status))
      throw new CursorExpired(`HTTP ${status}`);
    // Without the vendor's error, which holds headers.
    throw new Error(`PalletJack answered HTTP ${status}`);
  }
}

function patienceOf(headers: Headers): number {
  const asked = headers.get("retry-after")?.trim() ?? "";
  const now = Date.parse(headers.get("date") ?? "") || Date.now();
  const seconds = /^\d+$/.test(asked) ? Number(asked) : Math.ceil((Date.parse(asked) - now) / 1000);
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 1), 3600) : 60;
}
