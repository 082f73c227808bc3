/** Runs tasks of one key one after the other, in the order in which they came. */
export type Serial = <T>(key: string, task: () => Promise<T>) => Promise<T>;

/** Tasks of different keys, and those of another `Serial`, do not wait for each other. */
export function createSerial(): Serial {
  const tails = new Map<string, Promise<unknown>>();
  return async (key, task) => {
    const before = tails.get(key);
    const result = before === undefined ? task() : before.then(task);
    const tail = result.catch(() => undefined);
    tails.set(key, tail);
    try {
      return await result;
    } finally {
      if (tails.get(key) === tail) tails.delete(key);
    }
  };
}
