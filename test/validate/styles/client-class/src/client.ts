import { RateLimitError } from "@notionhq/workers";

/** What a client needs of a pacer. */
export interface Turnstile {
  wait(): Promise<void>;
}

/** Ferryline's own fields; none of them can be relied on to be there. */
export interface Booking {
  number?: string | number | null;
  reference?: string | null;
  passenger?: { name?: string | null; email?: string | null } | null;
  is_paid?: boolean | null;
  fare_cents?: number | null;
  extras?: ({ title?: string | null } | null)[] | null;
  departs_at?: string | null;
  modified?: string | null;
  cancelled?: boolean | null;
}

export interface BookingPage {
  bookings: Booking[];
  next: string | null;
  /** Milliseconds since 1970, by Ferryline's clock. */
  time: number;
}

/** The address of a later page is not served any more. */
export class PageGone extends Error {
  override name = "PageGone";
}

/** Ferryline's bookings, page by page, never faster than the turnstile lets. */
export class FerrylineClient {
  readonly #turnstile: Turnstile;
  readonly #origin = "https://open.ferryline.example";

  constructor(turnstile: Turnstile) {
    this.#turnstile = turnstile;
  }

  /** All bookings by number. */
  firstPage(): Promise<BookingPage> {
    return this.#read(this.#address({ sort: "number" }), false);
  }

  /** Bookings that were modified at or after a time, the longest ago first. */
  firstPageModifiedFrom(time: Date): Promise<BookingPage> {
    return this.#read(this.#address({ sort: "modified", modified_from: time.toISOString() }), false);
  }

  /** The page that an earlier one named. */
  nextPage(address: string): Promise<BookingPage> {
    const url = new URL(address, this.#origin);
    // The token goes with the request; it is not for whoever an answer names.
    if (url.origin !== this.#origin) throw new Error("Ferryline named a next page on another host");
    return this.#read(url, true);
  }

  #address(query: Record<string, string>): URL {
    const url = new URL("/bookings", this.#origin);
    url.search = new URLSearchParams({ ...query, page_size: "20" }).toString();
    return url;
  }

  async #read(url: URL, isLater: boolean): Promise<BookingPage> {
    await this.#turnstile.wait();
    const response = await fetch(url, { headers: this.#headers(), signal: AbortSignal.timeout(45_000) });
    const time = Date.parse(response.headers.get("date") ?? "") || Date.now();
    switch (response.status) {
      case 200:
        break;
      case 429:
        throw new RateLimitError({ retryAfter: this.#pause(response.headers.get("retry-after"), time) });
      case 400:
      case 404:
      case 410:
      case 422:
        if (isLater) throw new PageGone(`HTTP ${response.status}`);
      // falls through
      default:
        throw new Error(`Ferryline answered ${url.pathname} with HTTP ${response.status}`);
    }
    const answer = (await response.json()) as {
      data?: { bookings?: unknown; links?: { next?: unknown } | null };
    } | null;
    const list = answer?.data?.bookings;
    if (!Array.isArray(list)) throw new Error(`Ferryline answered ${url.pathname} without data.bookings`);
    const bookings = (list as (Booking | null)[]).filter((one) => one !== null && typeof one === "object");
    const next = answer?.data?.links?.next;
    if (typeof next !== "string" || next === "") return { bookings, next: null, time };
    const isSame = new URL(next, this.#origin).href === url.href;
    return { bookings, next: isSame && list.length === 0 ? null : next, time };
  }

  #headers(): Record<string, string> {
    const token = process.env["FERRYLINE_TOKEN"];
    if (token === undefined || token === "")
      throw new Error("FERRYLINE_TOKEN is missing in this worker's secrets");
    return { Accept: "application/json", Authorization: `Bearer ${token}` };
  }

  /** Retry-After is a number of seconds or a date. */
  #pause(value: string | null, now: number): number {
    if (value === null || value.trim() === "") return 60;
    const seconds = /^\s*\d+\s*$/.test(value)
      ? parseInt(value, 10)
      : Math.ceil((Date.parse(value) - now) / 1000);
    return Number.isNaN(seconds) ? 60 : Math.max(1, Math.min(seconds, 3600));
  }
}
