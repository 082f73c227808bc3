/**
 * An async generator whose `return` also ends what it waits for, by the signal that it is made with; `return` of
 * the language's own takes its turn behind a `next` under way, which may never end.
 */
export function endable<T>(
  signal: AbortSignal | undefined,
  generate: (signal: AbortSignal) => AsyncGenerator<T, void, undefined>,
): AsyncGenerator<T, void, undefined> {
  const own = new AbortController();
  const inner = generate(signal ? AbortSignal.any([signal, own.signal]) : own.signal);
  const unlessEnded = (step: Promise<IteratorResult<T, void>>) =>
    step.catch((error: unknown): IteratorResult<T, void> => {
      if (own.signal.aborted) return { done: true, value: undefined };
      throw error;
    });
  return {
    next: () => unlessEnded(inner.next()),
    return: () => {
      own.abort();
      return unlessEnded(inner.return());
    },
    throw: (error: unknown) => {
      own.abort();
      return inner.throw(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
