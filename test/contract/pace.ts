/** Waits until the next request may leave. */
export type Pace = () => Promise<void>;

/** Lets requests leave at most at this rate a second; all at once without one. */
export function createPace(rate: number | undefined): Pace {
  if (rate === undefined) return async () => {};
  let next = 0;
  return async () => {
    const now = Date.now();
    const at = Math.max(now, next);
    next = at + 1000 / rate;
    if (at > now) await pause(at - now);
  };
}

/** Waits for so many milliseconds. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Does the work for each item, so many at a time, in their order. */
export async function inParallel<T>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: Math.max(1, limit) }, worker));
}
