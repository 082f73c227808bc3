import { abortError } from './abort.js';
import { ServerError, ValidationError } from './errors.js';
import { type Lazy, lazy } from './lazy.js';
import type { CallOptions } from './options.js';

/** One page of a list. */
export interface Page<T> {
  /** In the order of the server. */
  items: T[];
  /** Where the next page begins; undefined on the last one. */
  nextPageToken: string | undefined;
  /** Reads the next page; undefined on the last one. */
  next(): Promise<Page<T> | undefined>;
}

/**
 * A list that is read as it is used: `await` gives its first page, `for await` its items over all pages.
 * Nothing is sent before that.
 *
 * @example
 * for await (const run of client.runs.list('nebraska', { limit: 10 })) console.log(run.run_id);
 */
export interface List<T> extends Lazy<Page<T>>, AsyncIterable<T> {
  /** The pages, one after the other. */
  pages(): AsyncGenerator<Page<T>, void, undefined>;
  /** All items, or the first `limit` of them. */
  toArray(): Promise<T[]>;
}

/** What every list takes. */
export interface ListOptions {
  /** The greatest number of items on a page. */
  pageSize?: number | undefined;
  /** Where to begin: the `nextPageToken` of a page. */
  pageToken?: string | undefined;
  /** The greatest number of items in all. */
  limit?: number | undefined;
}

/** What reading one page gives. */
export interface RawPage<T> {
  items: T[];
  nextPageToken: string | undefined;
}

/** Makes a list out of a function that reads the page at a token. */
export function createList<T>(
  read: (pageToken: string | undefined) => Promise<RawPage<T>>,
  { pageToken, limit = Number.POSITIVE_INFINITY, signal }: ListOptions & Pick<CallOptions, 'signal'> = {},
): List<T> {
  if (!(limit >= 0)) throw new ValidationError('invalid-option', 'limit must be a number of 0 or more.');

  const readPage = async (
    token: string | undefined,
    left: number,
    seen: readonly string[],
  ): Promise<Page<T>> => {
    const raw = await read(token);
    const items = raw.items.slice(0, left);
    const next = items.length < left ? raw.nextPageToken : undefined;
    const nextSeen = token === undefined ? seen : [...seen, token];
    if (next !== undefined && nextSeen.includes(next)) throw repeated();
    return {
      items,
      nextPageToken: next,
      next: async () => (next === undefined ? undefined : readPage(next, left - items.length, nextSeen)),
    };
  };
  async function* pages(): AsyncGenerator<Page<T>, void, undefined> {
    for (let page = limit === 0 ? undefined : await first(); page !== undefined; page = await page.next())
      yield page;
  }
  const first = () => readPage(pageToken, limit, []);
  return {
    ...lazy(first),
    pages,
    async *[Symbol.asyncIterator]() {
      for await (const page of pages()) {
        for (const item of page.items) {
          if (signal?.aborted) throw abortError(signal);
          yield item;
        }
      }
    },
    async toArray() {
      const items: T[] = [];
      for await (const page of pages()) for (const item of page.items) items.push(item);
      return items;
    },
  };
}

/** The error for a server that would have its pages read in a circle. */
export function repeated(): ServerError {
  return new ServerError('repeated-page-token', 'The server gave a page token that it had given before.');
}
