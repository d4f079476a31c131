import { HttpError } from "./http-error.js";

/** For `.catch()` on a page: undefined if the token of a later page is no longer valid, else the error again. */
export function expired(position: unknown, statuses: readonly number[]): (error: unknown) => undefined {
  return (error) => {
    if (position !== undefined && error instanceof HttpError && statuses.includes(error.status))
      return undefined;
    throw error;
  };
}
