import type { AnswerPath } from "../source/path.ts";

export type PacerNode = {
  worker: string;
  why: string;
  variable: string;
  key: string;
  requests: number;
  intervalMs: number;
};

/** How one request is signed when the platform does not do it; `unit` is the auth shelf's template. */
export type SignNode = { unit: string; header: string; env: string; oauth: string };

export type ClientNode = {
  why: string;
  name: string;
  pacer: string;
  baseUrl: string;
  url: string;
  headers: { name: string; value: string }[];
  /** Why the pacer of a kind of requests is waited for last, where there is one. */
  paced?: string;
  /** Whether some request is a POST. */
  posts: boolean;
  /** Whether some refusal is read like an answer. */
  accepts: boolean;
  sign?: SignNode;
  throttle?: {
    why: string;
    status: number;
    /** The header or the place in the body that tells it, and the text or texts by which it does. */
    header?: string;
    path?: AnswerPath;
    only?: string;
    texts: string[];
    resetHeader?: string | undefined;
  };
};
