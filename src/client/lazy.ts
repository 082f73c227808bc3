/** What can be awaited as a promise, though nothing is begun before. */
export type Lazy<T> = Pick<Promise<T>, 'then' | 'catch' | 'finally'>;

/** Begins at each `await`. Lists and logs are such, so that both `await` and `for await` can be used on them. */
export function lazy<T>(begin: () => Promise<T>): Lazy<T> {
  return {
    then: (onFulfilled, onRejected) => begin().then(onFulfilled, onRejected),
    catch: (onRejected) => begin().catch(onRejected),
    finally: (onFinally) => begin().finally(onFinally),
  };
}
