import type { Plan } from "../plan/schema.ts";
import { shellWord } from "../problems/shell-word.ts";
import { requestOf } from "../source/partition.ts";
import { splitSlots, type RequestFacts } from "../source/request-schema.ts";
import type { AuthFacts } from "../source/schema.ts";

/** A curl line that asks a served source for the first few records of its list. Any credential will do, so none is in it. */
export function exampleCurl({ source }: Plan, url: string): string {
  const { page } = source.list;
  const [partition] = source.partitions ?? [];
  const request = partition === undefined ? source.list.request : requestOf(source.list.request, partition);
  const size = "size" in page ? page.size : undefined;
  const query = Object.entries(request.query).filter(
    ([, value]) => typeof value !== "string" || !hasSlot(value),
  );
  const params = new URLSearchParams();
  for (const [name, value] of query) params.set(name, String(value));
  if (size?.send !== undefined && request.method === "GET") params.set(size.send, "2");
  const target = `${url}${request.path}${params.size === 0 ? "" : `?${params}`}`;
  return ["curl", ...signIn(source.auth), ...body(request), target].map(shellWord).join(" ");
}

function signIn(auth: AuthFacts): string[] {
  if (auth.kind === "none") return [];
  if (auth.kind === "basic") return ["--user", "anybody:anything"];
  return ["--header", auth.kind === "header" ? `${auth.header}: anything` : "Authorization: Bearer anything"];
}

function body({ method, body: sent }: RequestFacts): string[] {
  if (method !== "POST") return [];
  const json = JSON.stringify(sent ?? {}, (_, value: unknown) =>
    typeof value === "string" && isSlot(value) ? null : value,
  );
  return ["--header", "Content-Type: application/json", "--data", json];
}

function hasSlot(text: string): boolean {
  return splitSlots(text).some((part) => "slot" in part);
}

/** Whether a text is a slot and nothing else: at the beginning there is nothing to fill it with. */
function isSlot(text: string): boolean {
  return splitSlots(text).every((part) => "slot" in part);
}
