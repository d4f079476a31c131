const everyMs = 5000;

/** Awaits some work and says every five seconds (or `interval` ms) that it is still going on, and for how many seconds. */
export async function withHeartbeat<Value>(
  work: Promise<Value>,
  beat: (seconds: number) => void,
  interval = everyMs,
): Promise<Value> {
  let beats = 0;
  const timer = setInterval(() => beat(Math.round(((beats += 1) * interval) / 1000)), interval);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}
