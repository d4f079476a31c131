/** An answer that is not 2xx. It holds no body and no headers: errors end in the run log, secrets must not. */
export class HttpError extends Error {
  readonly status: number;
  constructor(request: string, status: number, message = `${request}: HTTP ${status}`) {
    super(message);
    this.name = "HttpError";
    this.status = status;
  }
}
