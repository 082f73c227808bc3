/** Times are in milliseconds. */
export interface RefreshedOptions<T> {
  load: () => Promise<T>;
  /** For how long a value counts as new. */
  timeToLive: number;
  /** How long the old value stays in use before the next attempt, after one failed; 10 s when not given. */
  retryAfter?: number | undefined;
  /** Told each time that the old value stays in use, and why. */
  onStale: (error: unknown) => void;
  now?: (() => number) | undefined;
}

/**
 * A value that is loaded at its first use and again when it has grown old. While loading fails, the old value
 * stays in use; only without one is it an error. Callers at the same time share one attempt.
 */
export function createRefreshed<T>(options: RefreshedOptions<T>): () => Promise<T> {
  const { load, timeToLive, retryAfter = 10_000, onStale, now = Date.now } = options;
  let held: { value: T } | undefined;
  let due = 0;
  let underWay: Promise<T> | undefined;

  async function refresh(): Promise<T> {
    try {
      const value = await load();
      held = { value };
      due = now() + timeToLive;
      return value;
    } catch (error) {
      if (held === undefined) throw error;
      due = now() + retryAfter;
      onStale(error);
      return held.value;
    }
  }

  return () => {
    if (held !== undefined && now() < due) return Promise.resolve(held.value);
    underWay ??= refresh().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
}
