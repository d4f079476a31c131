import { createHash, timingSafeEqual } from "node:crypto";
import type { AuthFacts } from "../source/schema.ts";
import type { Refusal } from "./parts.ts";
import type { ApiRequest } from "./types.ts";

/**
 * The value that a simulated worker has for a credential: always the same, and in the form of each kind of sign-in (it
 * is the base64 of a user and a password). For oauth-code the access token is that of the client id's name.
 */
export function credentialOf(envName: string): string {
  return Buffer.from(`simulated:${envName}`).toString("base64");
}

/** Whom the API lets in: `known` takes the value of `credentialOf` alone, `any` each one of the right form. */
export type Accepts = "known" | "any";

/** The refusal of a request without the right credential; undefined for one that may pass. */
export function refuseStranger(auth: AuthFacts, request: ApiRequest, accepts: Accepts): Refusal | undefined {
  if (auth.kind === "none") return undefined;
  const header = auth.kind === "header" ? auth.header.toLowerCase() : "authorization";
  const given = Object.hasOwn(request.headers, header) ? (request.headers[header] ?? "") : "";
  const scheme = auth.kind === "header" ? "" : auth.kind === "basic" ? "Basic " : "Bearer ";
  const isSchemed = given.slice(0, scheme.length).toLowerCase() === scheme.toLowerCase();
  const secret = given.slice(scheme.length).trim();
  const name = auth.kind === "oauth-code" ? auth.env.clientId : auth.env;
  const isKnown = accepts === "any" ? hasForm(auth.kind, secret) : isSame(secret, credentialOf(name));
  if (isSchemed && isKnown) return undefined;
  const challenge: Record<string, string> =
    scheme === "" ? {} : { "www-authenticate": `${scheme}realm="api"` };
  return { status: 401, error: "unauthorized", headers: challenge };
}

function hasForm(kind: AuthFacts["kind"], secret: string): boolean {
  if (kind !== "basic") return secret !== "";
  return Buffer.from(secret, "base64").toString().includes(":");
}

function isSame(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
