import { type ClientOptions, createClient, type WorkflowClient } from '../../../src/client/index.js';

/** A client that does not dally between its attempts and looks. */
export function quickClient(baseUrl: string, options: Partial<ClientOptions> = {}): WorkflowClient {
  return createClient({
    baseUrl,
    token: 'token-of-researcher',
    retry: { baseDelay: 1, maxDelay: 5 },
    polling: { least: 5, most: 20 },
    ...options,
  });
}

/** What a promise is rejected with. */
export async function rejection(promise: PromiseLike<unknown>): Promise<unknown> {
  return promise.then(
    (value) => {
      throw new Error(`Expected a rejection, but got ${JSON.stringify(value)}`);
    },
    (error: unknown) => error,
  );
}
