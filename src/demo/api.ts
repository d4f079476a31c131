import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createApiServer } from "./server.ts";
import { stockShop, type Shop } from "./shop.ts";

export type { Book, BookFacts, BookStatus } from "./books.ts";
export type { Shop } from "./shop.ts";

export type DemoApiOptions = {
  /** The bearer token it accepts. */
  token: string;
  /** Default: any free port of the loopback. */
  port?: number;
  /** The same seed and clock give the same books. Default 1. */
  seed?: number;
  /** How many books there are at first. Default 24. */
  books?: number;
  /** Epoch ms. Default: the real time. */
  now?: () => number;
};

export type DemoApi = {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  /** Requests answered so far, refusals included. */
  readonly requests: number;
  /** The shop behind the API, to change things upstream. */
  readonly shop: Shop;
  /** Stops listening and drops open connections. */
  close(): Promise<void>;
};

/**
 * Starts the API of a small bookshop over real HTTP on the loopback: `GET /v1/books` (cursor list) and
 * `GET /v1/books/changes` (keyset, tombstones). Fails with Node's own error when the port is taken.
 */
export async function startDemoApi({
  token,
  port = 0,
  seed = 1,
  books = 24,
  now = Date.now,
}: DemoApiOptions): Promise<DemoApi> {
  const { shop, shelved } = stockShop({ seed, books, now });
  let requests = 0;
  let closed: Promise<unknown> | undefined;
  const server = createApiServer({ token, now, shelved, onRequest: () => (requests += 1) });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get requests() {
      return requests;
    },
    shop,
    async close() {
      closed ??= once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
