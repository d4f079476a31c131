/** Lets AbortSignal.timeout follow the faked timers; Node's own uses none that could be faked. `pending` counts those that have not fired. */
export function installSignals(): { pending(): number; forget(): void; restore(): void } {
  const real = AbortSignal.timeout;
  let pending = 0;
  AbortSignal.timeout = (ms) => {
    const controller = new AbortController();
    pending += 1;
    setTimeout(() => {
      pending -= 1;
      controller.abort(new DOMException("The operation was aborted due to timeout", "TimeoutError"));
    }, ms);
    return controller.signal;
  };
  return {
    pending: () => pending,
    forget: () => void (pending = 0),
    restore: () => void (AbortSignal.timeout = real),
  };
}
