/** An error for the next call. Thrown at once, it would pin the page it happened on; so the cycle begins anew. */
export const refusal = (because: string): { because: string; at: number } => ({ because, at: Date.now() });
