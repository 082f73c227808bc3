/**
 * A promise of which nothing is begun until it is awaited. The package's lists and logs are such, so that
 * `await` and `for await` can be used on the same thing.
 */
export function lazy<T>(begin: () => Promise<T>): PromiseLike<T> {
  return { then: (onFulfilled, onRejected) => begin().then(onFulfilled, onRejected) };
}
