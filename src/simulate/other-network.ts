import http from "node:http";
import https from "node:https";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";

/**
 * Lets every way to the network other than `fetch` fail with a message that says so, however it was imported. To be
 * called before the worker is loaded. Gives what opens them again.
 */
export function closeOtherNetwork(): () => void {
  const { connect } = net.Socket.prototype;
  const opened = [http, https].map(({ request, get }) => ({ request, get }));
  for (const module of [http, https]) {
    const refuse = (target: unknown): never => {
      throw new Error(refusal(hostOf(target)));
    };
    Object.assign(module, { request: refuse, get: refuse });
  }
  // For clients that bring their own HTTP, such as those of databases.
  net.Socket.prototype.connect = () => {
    throw new Error(refusal("a socket"));
  };
  syncBuiltinESMExports();
  return () => {
    net.Socket.prototype.connect = connect;
    [http, https].forEach((module, index) => Object.assign(module, opened[index]));
    syncBuiltinESMExports();
  };
}

function refusal(target: string): string {
  return `simulate sees requests of fetch only; this code asks ${target} in another way. Use fetch, or leave this sync out.`;
}

function hostOf(target: unknown): string {
  if (target instanceof URL) return target.host;
  if (typeof target === "string") return URL.canParse(target) ? new URL(target).host : "a server";
  const { host, hostname } = (target ?? {}) as { host?: unknown; hostname?: unknown };
  return [hostname, host].find((name) => typeof name === "string") ?? "a server";
}
