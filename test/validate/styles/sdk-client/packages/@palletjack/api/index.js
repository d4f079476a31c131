// Stands in for a vendor's package when the worker of this style is simulated.

export class PalletJackError extends Error {
  constructor(status, headers) {
    super(`PalletJack: HTTP ${status}`);
    this.status = status;
    this.headers = headers;
  }
}

export class PalletJack {
  constructor({ token, beforeRequest }) {
    const read = async function* (path, query) {
      let { cursor } = query;
      do {
        await beforeRequest();
        const given = Object.entries({ ...query, cursor }).filter(([, value]) => value !== undefined);
        const url = `https://api.palletjack.example/2026-01${path}?${new URLSearchParams(given)}`;
        const headers = { Accept: "application/json", Authorization: `Bearer ${token}` };
        const response = await fetch(url, { headers, signal: AbortSignal.timeout(60_000) });
        if (!response.ok) throw new PalletJackError(response.status, response.headers);
        const body = await response.json();
        const sent = cursor;
        cursor = body?.cursor || undefined;
        if (Array.isArray(body?.data) && body.data.length === 0 && cursor === sent) cursor = undefined;
        yield {
          data: body?.data,
          cursor,
          servedAt: Date.parse(response.headers.get("date") ?? "") || Date.now(),
        };
      } while (cursor !== undefined);
    };
    this.pallets = {
      list: (query) => read("/pallets", { order_by: "created", ...query }),
      moves: (query) => read("/pallets/moves", query),
    };
  }
}
