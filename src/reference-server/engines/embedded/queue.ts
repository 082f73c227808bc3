/** Runs items first come, first served, at most so many at a time. */
export interface Queue<T> {
  /** Holds a place for an item that is about to come; false when the queue is full. */
  reserve(): boolean;
  /** Gives up a place that was held. */
  release(): void;
  /** Puts an item in: into the place held for it, or beyond the limit. */
  add(item: T, options: { reserved: boolean }): void;
  /** Takes out the items that have become needless and wait. */
  remove(isNeedless: (item: T) => boolean): void;
  /** Begins no more items, and resolves when those that began are done. */
  close(): Promise<void>;
}

/** How much a queue takes and what it does with it. */
export interface QueueOptions<T> {
  /** How many items run at a time. */
  concurrency: number;
  /** How many more may wait. */
  limit: number;
  /** Must not reject. */
  work(item: T): Promise<void>;
}

/** Makes an empty queue. */
export function createQueue<T>({ concurrency, limit, work }: QueueOptions<T>): Queue<T> {
  const waiting: T[] = [];
  const active = new Set<Promise<void>>();
  let reserved = 0;
  let closed = false;

  const next = () => {
    while (!closed && active.size < concurrency && waiting.length > 0) {
      const item = waiting.shift();
      if (item === undefined) continue;
      const done = work(item).finally(() => {
        active.delete(done);
        next();
      });
      active.add(done);
    }
  };
  return {
    reserve() {
      if (active.size + waiting.length + reserved >= concurrency + limit) return false;
      reserved += 1;
      return true;
    },
    release() {
      reserved -= 1;
    },
    add(item, options) {
      if (options.reserved) reserved -= 1;
      waiting.push(item);
      next();
    },
    remove(isNeedless) {
      waiting.splice(0, waiting.length, ...waiting.filter((item) => !isNeedless(item)));
    },
    async close() {
      closed = true;
      await Promise.all(active);
    },
  };
}
