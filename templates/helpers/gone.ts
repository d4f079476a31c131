import { HttpError } from "./http-error.js";

/** For `.catch()` on a single record: undefined if the API no longer has it, else the error again. */
export function gone(statuses: readonly number[]): (error: unknown) => undefined {
  return (error) => {
    if (error instanceof HttpError && statuses.includes(error.status)) return undefined;
    throw error;
  };
}
